import path from 'node:path';
import sharp from 'sharp';

import { shutdownEngines } from '../../../lib/inference/pool';
import { frameSheet } from '../../../lib/video/contact-sheet';
import { useFolder } from '../../helpers/media';
import { enginesOn } from '../../helpers/processes';
import { picture } from './videos';

const folder = useFolder();

afterAll(() => shutdownEngines());

const frames = (...seconds: number[]) =>
	seconds.map((at) => ({ seconds: at, file: picture('rocket.jpg') }));

async function sheetOf(name: string, ...seconds: number[]) {
	const file = path.join(folder, name);
	const size = await frameSheet(frames(...seconds), file, { columns: 2, tileWidth: 160 });
	const { data, info } = await sharp(file)
		.removeAlpha()
		.raw()
		.toBuffer({ resolveWithObject: true });
	return { size, data, info };
}

describe('a contact sheet of frames', () => {
	it('is written by the videos’ engine, and differs by the times under the frames', async () => {
		const one = await sheetOf('one.png', 0, 61.5, 3600);
		const other = await sheetOf('other.png', 0, 61.6, 3600);
		expect(one.info).toMatchObject(one.size);
		expect(one.data.equals((await sheetOf('again.png', 0, 61.5, 3600)).data)).toBe(true);
		expect(one.data.equals(other.data)).toBe(false);
		expect(enginesOn('none')).toHaveLength(1);
	});

	it('of nothing is refused', async () => {
		await expect(
			frameSheet([], path.join(folder, 'none.png'), { tileWidth: 160 }),
		).rejects.toMatchObject({ code: 'SHEET_EMPTY' });
	});
});
