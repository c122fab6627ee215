import { readFileSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { decodeImage } from '../../../../lib/media/image/decode';
import { openImage } from '../../../../lib/media/image/open-image';
import { MAXIMUM_IMAGE_FILE_BYTES, MAXIMUM_IMAGE_PIXELS } from '../../../../lib/limits';
import { makeHevcPicture } from '../../../helpers/heif';
import {
	FORMATS,
	makeBlackPng,
	makeBloated,
	makePng,
	makeTiff,
	PICTURES,
	PNG_SIGNATURE,
	readFormat,
	usePictureFolder,
} from '../../../helpers/pictures';

const { folder, write } = usePictureFolder();
const decode = (file: string) => decodeImage(file, { transparency: 'white' });
const rocket = readFileSync(path.join(PICTURES, 'rocket.jpg'));
const page = readFileSync(path.join(PICTURES, 'page.png'));

/** Resident memory that a call leaves or takes, in MiB. */
async function measureGrowth(call: () => Promise<unknown>): Promise<number> {
	const before = process.memoryUsage.rss();
	await call();
	return (process.memoryUsage.rss() - before) / 1024 ** 2;
}

const EMPTY_GIF = Buffer.from('GIF89a\0\0\0\0\0\0\0,\0\0\0\0\0\0\0\0\0\x02\x01D\0;', 'latin1');
const HTML = '<!DOCTYPE html><html><body>Please log in</body></html>';
const ZIP = Buffer.from('PK\x05\x06' + '\0'.repeat(18), 'latin1');
const TIFF_TAGS = { 258: 8, 259: 1, 262: 1, 273: 8, 277: 1, 279: 100 };

describe.each([
	['opened', openImage],
	['decoded', decode],
])('refused when %s', (_, read) => {
	it.each<[string, () => string, string, RegExp?]>([
		['nothing there', () => path.join(folder, 'none.png'), 'FILE_MISSING'],
		['a folder', () => folder, 'NOT_A_FILE'],
		['an empty file', () => write('empty.jpg', ''), 'FILE_EMPTY'],
		['a web page', () => write('page.jpg', HTML), 'NOT_A_PICTURE', /web page.*address/],
		['a ZIP', () => write('zip.jpg', ZIP), 'NOT_A_PICTURE', /ZIP archive/],
		['text', () => write('text.png', 'not a picture'), 'NOT_A_PICTURE', /this is text/],
		['base64', () => write('b64.png', rocket.toString('base64')), 'NOT_A_PICTURE', /Base64/],
		['SVG', () => write('svg.png', '<svg/>'), 'PICTURE_FORMAT_REFUSED', /SVG.*PNG/],
		['PDF', () => write('pdf.png', '%PDF-1.7\n'), 'PICTURE_FORMAT_REFUSED', /PDF.*page/],
		[
			'HEIC',
			() => write('a.jpg', makeHevcPicture('heic')),
			'PICTURE_FORMAT_REFUSED',
			/HEIC.*Most Compatible/,
		],
		['a camera raw', () => path.join(FORMATS, 'unread-raw.tiff'), 'PICTURE_FORMAT_REFUSED'],
		['fractions', () => path.join(FORMATS, 'unread-float.tiff'), 'PICTURE_COLOURS_REFUSED'],
		['32 bits', () => path.join(FORMATS, 'unread-32-bit.tiff'), 'PICTURE_COLOURS_REFUSED'],
		[
			'two masks',
			() => path.join(FORMATS, 'unread-two-masks.tiff'),
			'PICTURE_COLOURS_REFUSED',
			/holds 5 channels/,
		],
		[
			'six channels',
			() => path.join(FORMATS, 'unread-six-channels.tiff'),
			'PICTURE_COLOURS_REFUSED',
			/more than five channels/,
		],
		['a PNG mark alone', () => write('mark.png', PNG_SIGNATURE), 'PICTURE_DAMAGED'],
		['a PNG header alone', () => write('head.png', page.subarray(0, 33)), 'PICTURE_DAMAGED'],
		['a JPEG header alone', () => write('head.jpg', rocket.subarray(0, 20)), 'PICTURE_DAMAGED'],
		['a GIF of 0 x 0', () => write('nothing.gif', EMPTY_GIF), 'PICTURE_DAMAGED'],
		[
			'a PNG of 0 x 0',
			() => write('zero.png', makePng({ width: 0, height: 0 }, deflateSync(''))),
			'PICTURE_DAMAGED',
		],
		[
			'a TIFF that claims to be huge',
			() =>
				write('huge.tiff', makeTiff({ 256: 200_000, 257: 200_000, ...TIFF_TAGS, 278: 200_000 })),
			'PICTURE_TOO_LARGE',
			/200000 x 200000 pixels \(40000 million\); at most 220 million/,
		],
		['a TIFF without a picture', () => write('no.tiff', makeTiff({})), 'PICTURE_DAMAGED'],
	])('%s', async (_name, make, code, message = /./) => {
		const file = make();
		const failure = await read(file).then(
			() => undefined,
			(error: Error & { code: string }) => error,
		);
		expect(failure).toMatchObject({ code, message: expect.stringMatching(message) });
		if (code === 'PICTURE_DAMAGED') expect(failure!.message).not.toContain(folder);
	});
});

describe('refused when decoded', () => {
	const lastRow = (content: Buffer) => content.subarray(0, content.length - 40);
	it.each<[string, Buffer]>([
		['half a JPEG', rocket.subarray(0, rocket.length / 2)],
		['a JPEG without its last bytes', lastRow(rocket)],
		['half a progressive JPEG', readFormat('progressive.jpg').subarray(0, 900)],
		['half a PNG', page.subarray(0, page.length / 2)],
		['half a WebP', readFormat('lossless.webp').subarray(0, 200)],
		['half an AVIF', readFormat('lossy.avif').subarray(0, 500)],
		['half a GIF', readFormat('plain.gif').subarray(0, 600)],
		['half a TIFF', readFormat('tiled.tiff').subarray(0, 2000)],
		[
			'a TIFF whose strip is not there',
			makeTiff({ 256: 9000, 257: 9000, ...TIFF_TAGS, 278: 9000 }),
		],
	])('%s', async (name, content) => {
		const failure = decode(write(name, content));
		await expect(failure).rejects.toMatchObject({ code: 'PICTURE_DAMAGED' });
		await expect(failure).rejects.not.toThrow(folder);
	});
});

it('refuses HEIC that calls itself AVIF', async () => {
	const failure = decode(write('lying.avif', makeHevcPicture('avif')));
	await expect(failure).rejects.toMatchObject({ code: 'PICTURE_FORMAT_REFUSED' });
	await expect(failure).rejects.toThrow('Most Compatible');
});

describe('limits, before anything is decoded', () => {
	it('refuses a PNG of 30,000 x 30,000 in a small file, with little memory', async () => {
		const content = await makeBlackPng(30_000, 30_000);
		expect(content.length).toBeLessThan(250_000);
		const file = write('bomb.png', content);
		await openImage(path.join(FORMATS, 'rgb.png'));
		const growth = await measureGrowth(async () => {
			for (const read of [openImage, decode]) {
				await expect(read(file)).rejects.toMatchObject({
					code: 'PICTURE_TOO_LARGE',
					details: { width: 30_000, height: 30_000, maximumPixels: MAXIMUM_IMAGE_PIXELS },
				});
			}
		});
		expect(growth).toBeLessThan(64);
	});

	it('takes exactly the most pixels, and not a row more', async () => {
		const body = deflateSync(Buffer.alloc(1));
		const width = 20_000;
		const height = MAXIMUM_IMAGE_PIXELS / width;
		const most = write('most.png', makePng({ width, height }, body));
		await expect(openImage(most)).resolves.toMatchObject({ width, height });
		const more = write('more.png', makePng({ width, height: height + 1 }, body));
		await expect(openImage(more)).rejects.toMatchObject({ code: 'PICTURE_TOO_LARGE' });
	});

	it('takes exactly the largest file, and not a byte more', async () => {
		const file = write('padded.jpg', readFormat('chroma-444.jpg'));
		truncateSync(file, MAXIMUM_IMAGE_FILE_BYTES);
		await expect(openImage(file)).resolves.toMatchObject({ sizeBytes: MAXIMUM_IMAGE_FILE_BYTES });
		truncateSync(file, MAXIMUM_IMAGE_FILE_BYTES + 1);
		await expect(openImage(file)).rejects.toMatchObject({ code: 'PICTURE_FILE_TOO_LARGE' });
	});

	it.each(['zTXt', 'iCCP'])('is not filled by a PNG with a bloated %s', async (kind) => {
		const body = deflateSync(Buffer.alloc(4 * 5));
		const chunk = await makeBloated('Comment', 400 * 1024 ** 2);
		const file = write(`${kind}.png`, makePng({ width: 4, height: 4 }, body, [[kind, chunk]]));
		const growth = await measureGrowth(() => decode(file).catch(() => undefined));
		expect(growth).toBeLessThan(64);
	});
});

it('keeps pictures apart when many are decoded at once', async () => {
	const names = ['rgb.png', 'orientation-6.jpg', 'cmyk-16.tiff', 'unpainted.gif', 'alpha.webp'];
	const alone = new Map<string, Uint8Array>();
	for (const name of names) alone.set(name, (await decode(path.join(FORMATS, name))).data);
	const many = Array.from({ length: 60 }, (_, index) => names[index % names.length]);
	const found = await Promise.all(many.map((name) => decode(path.join(FORMATS, name))));
	for (const [index, { data }] of found.entries()) {
		expect(Buffer.compare(data, alone.get(many[index])!)).toBe(0);
	}
});
