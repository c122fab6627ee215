import { statSync } from 'node:fs';
import path from 'node:path';
import { decodeImage } from '../../../../lib/media/image/decode';
import type { RgbImage } from '../../../../lib/media/image/types';
import { writePicture } from '../../../../lib/media/image/write-picture';
import { useFolder } from '../../../helpers/media';

const folder = useFolder();
/** Slopes, in which a longer search finds more to save. */
const picture: RgbImage = {
	...{ width: 200, height: 150 },
	data: Uint8Array.from({ length: 200 * 150 * 3 }, (_, i) => (i * i) / 977),
};

/** What came of it: the picture as read again, and the size of its file. */
async function written(name: string, options?: { isQuick?: boolean }) {
	const file = path.join(folder, name);
	await writePicture(picture, file, options);
	const { width, height, data } = await decodeImage(file, { transparency: 'ignore' });
	return { image: { width, height, data: Buffer.from(data) }, bytes: statSync(file).size };
}

it('loses nothing in a PNG, however quick, and takes the time to make it small otherwise', async () => {
	const [slow, quick] = [await written('slow.png'), await written('q.png', { isQuick: true })];
	const { width, height, data } = picture;
	for (const { image } of [slow, quick])
		expect(image).toEqual({ width, height, data: Buffer.from(data) });
	expect(slow.bytes).toBeLessThan(quick.bytes);
});

it('writes a JPEG where the name says so, the same one when quick', async () => {
	const [slow, quick] = [await written('slow.jpg'), await written('q.JPG', { isQuick: true })];
	expect(quick).toEqual(slow);
	expect(slow.image.data.equals(picture.data)).toBe(false);
});

it.each(['picture.webp', 'picture'])('refuses the name %s before it writes', async (name) => {
	await expect(writePicture(picture, path.join(folder, name))).rejects.toMatchObject({
		code: 'PICTURE_NAME_REFUSED',
	});
});

it('says where no file can be written', async () => {
	await expect(writePicture(picture, path.join(folder, 'absent/a.png'))).rejects.toMatchObject({
		code: 'PICTURE_NOT_WRITTEN',
	});
});
