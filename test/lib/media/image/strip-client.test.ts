import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { shutdownEngines } from '../../../../lib/inference/pool';
import { stripPicture } from '../../../../lib/media/image/strip-client';
import { PICTURES, usePictureFolder } from '../../../helpers/pictures';

const { folder, write } = usePictureFolder();
const copy = path.join(folder, 'copy');
afterAll(shutdownEngines);

it.each(['jpeg', 'png'] as const)(
	'copies a %s without metadata, pixel by pixel',
	async (format) => {
		const shot = sharp(path.join(PICTURES, 'rocket.jpg')).withExif({ IFD0: { Model: 'Camera' } });
		const file = write(`shot.${format}`, await shot.toFormat(format).toBuffer());
		expect(readFileSync(file, 'latin1')).toMatch(/Camera/);
		expect(await stripPicture({ file, copy })).toBe(true);
		expect(readFileSync(copy, 'latin1')).not.toMatch(/Camera/);
		const pixels = async (each: string) => await sharp(each).raw().toBuffer();
		expect((await pixels(copy)).equals(await pixels(file))).toBe(true);
	},
);

it.each([
	['of another format', sharp(path.join(PICTURES, 'rocket.jpg')).webp()],
	['that breaks off', sharp(path.join(PICTURES, 'rocket.jpg')).png()],
])('copies none %s', async (what, picture) => {
	const bytes = await picture.toBuffer();
	const file = write('other', what === 'that breaks off' ? bytes.subarray(0, 5000) : bytes);
	const none = path.join(folder, `none-${what}`);
	expect(await stripPicture({ file, copy: none })).toBe(false);
	expect(existsSync(none)).toBe(false);
});

it('says why it cannot be written', async () => {
	const lost = path.join(folder, 'no-folder', 'copy');
	const file = path.join(PICTURES, 'rocket.jpg');
	await expect(stripPicture({ file, copy: lost })).rejects.toMatchObject({
		code: 'PICTURE_NOT_WRITTEN',
	});
});
