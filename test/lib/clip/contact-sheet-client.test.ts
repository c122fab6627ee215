import path from 'node:path';
import { contactSheet } from '../../../lib/clip/contact-sheet-client';
import type { ClipJob } from '../../../lib/clip/types';
import { shutdownEngines } from '../../../lib/inference/pool';
import { openImage } from '../../../lib/media/image/open-image';
import type { Progress } from '../../../lib/inference/types';
import { useFolder } from '../../helpers/media';
import { allShapes, shapesModel } from './shapes';

const folder = useFolder();
const job: ClipJob = { model: shapesModel, device: 'cpu' };
const tiles = allShapes.map((file, index) => ({
	file,
	caption: `#${index + 1} ${path.basename(file)}`,
}));

afterAll(() => shutdownEngines());

test('is laid in the engine process, which tells how far it is', async () => {
	const seen: Progress[] = [];
	const file = path.join(folder, 'shapes.png');
	const onProgress = (progress: Progress) => seen.push(progress);
	const size = await contactSheet({ ...job, onProgress }, tiles, file, { tileWidth: 96 });
	expect(await openImage(file)).toMatchObject({ format: 'png', ...size });
	expect(seen.at(-1)).toEqual({ stage: 'laying the contact sheet', fraction: 1 });
});

test('in columns as told', async () => {
	const file = path.join(folder, 'row.jpg');
	const { width, height } = await contactSheet(job, tiles.slice(0, 3), file, {
		tileWidth: 96,
		columns: 3,
	});
	expect(width).toBe(3 + 3 * 99);
	expect(height).toBeLessThan(width);
	expect((await openImage(file)).format).toBe('jpeg');
});

test('stops when told to, and rejects with a coded error', async () => {
	const signal = AbortSignal.abort();
	const file = path.join(folder, 'never.png');
	const options = { tileWidth: 96 };
	await expect(contactSheet({ ...job, signal }, tiles, file, options)).rejects.toMatchObject({
		code: 'CANCELLED',
	});
	await expect(contactSheet(job, [], file, options)).rejects.toMatchObject({
		code: 'SHEET_EMPTY',
		errorClass: 'media',
	});
	const elsewhere = path.join(folder, 'no', 'such', 'folder.png');
	await expect(contactSheet(job, tiles, elsewhere, options)).rejects.toMatchObject({
		code: 'PICTURE_NOT_WRITTEN',
	});
});
