import { readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { decodeImage } from '../../../../lib/media/image/decode';
import { refit } from '../../../../lib/media/image/refit';
import { readHeader } from '../../../../lib/media/image/header';
import { refitPicture } from '../../../../lib/media/image/refit-client';
import type { RefitInput } from '../../../../lib/media/image/refit-types';
import { shutdownEngines } from '../../../../lib/inference/pool';
import { FORMATS, PICTURES, readGoldens, usePictureFolder } from '../../../helpers/pictures';

const { folder, write } = usePictureFolder();

/** The picture as a whole, in its own size unless told otherwise. */
async function refitFile(file: string, wanted: Partial<RefitInput> = {}) {
	const { width, height } = (await readHeader(file)).info;
	const input: RefitInput = {
		file,
		folder,
		pieces: [{ size: { width, height } }],
		format: 'auto',
		quality: 85,
		maximumBytes: 10_000_000,
		background: 'white',
		...wanted,
	};
	const output = await refit(input);
	return { ...output, piece: output.pieces[0] };
}

const decode = async (file: string) =>
	await decodeImage(file, { transparency: 'white', appliesProfile: true });

/** Largest difference of two pictures of the same size, in levels. */
function difference(one: Uint8Array, other: Uint8Array): number {
	expect(one).toHaveLength(other.length);
	return one.reduce((most, level, at) => Math.max(most, Math.abs(level - other[at])), 0);
}

const { formats } = readGoldens();

describe.each(formats.map(({ name }) => name))('%s', (name) => {
	const file = path.join(FORMATS, name);

	it('comes out as PNG without loss: upright, in sRGB, on white', async () => {
		const { piece } = await refitFile(file, { format: 'png' });
		expect(piece.format).toBe('png');
		const [was, is] = [await decode(file), await decode(piece.file)];
		expect([is.width, is.height]).toEqual([was.width, was.height]);
		expect(difference(was.data, is.data)).toBe(0);
	});

	it('comes out with nothing but the picture', async () => {
		const { piece } = await refitFile(file);
		const { exif, icc, xmp, iptc, orientation, hasAlpha, comments } = await sharp(
			piece.file,
		).metadata();
		expect({ exif, icc, xmp, iptc, orientation, comments }).toEqual({});
		expect(hasAlpha).toBe(false);
		expect(['png', 'jpeg']).toContain(piece.format);
		expect(piece.bytes).toBe(readFileSync(piece.file).length);
	});
});

describe('metadata', () => {
	const GPS = { IFD0: { Copyright: 'Somebody' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } };
	const photograph = async () => {
		const picture = sharp(path.join(PICTURES, 'rocket.jpg'))
			.withExif(GPS)
			.withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>');
		return await picture.jpeg({ quality: 60 }).toBuffer();
	};

	it('goes without the picture being encoded again', async () => {
		const bytes = await photograph();
		const file = write('gps.jpg', Buffer.concat([bytes, Buffer.from('hidden behind the end')]));
		const { piece } = await refitFile(file);
		expect(piece.format).toBe('jpeg');
		expect(piece.quality).toBeUndefined();
		expect(difference((await decode(file)).data, (await decode(piece.file)).data)).toBe(0);
		expect(readFileSync(piece.file, 'latin1')).not.toMatch(/Somebody|xmpmeta|hidden|Exif/);
	});

	it('that turns the picture is followed, and gone', async () => {
		const sideways = sharp(await photograph()).withMetadata({ orientation: 6 });
		const file = write('sideways.jpg', await sideways.jpeg().toBuffer());
		const { piece } = await refitFile(file);
		const { width, height, orientation, exif } = await sharp(piece.file).metadata();
		expect({ width, height, orientation, exif }).toEqual({ width: 427, height: 640 });
	});

	it('that gives colours another meaning is followed, and gone', async () => {
		const red = sharp({ create: { width: 64, height: 64, channels: 3, background: '#c00000' } });
		const file = write('p3.png', await red.withIccProfile('p3').png().toBuffer());
		const [stored] = (await sharp(file, { ignoreIcc: true })
			.raw()
			.toBuffer()) as unknown as number[];
		const { piece } = await refitFile(file, { format: 'png' });
		const shown = await decodeImage(piece.file, { transparency: 'white' });
		expect(stored).toBeLessThan(0xc0 - 8);
		expect(Math.abs(shown.data[0] - 0xc0)).toBeLessThanOrEqual(2);
		expect(shown.data[1]).toBeLessThanOrEqual(3);
	});
});

describe('the format', () => {
	it.each(['astronaut.png', 'coffee.png', 'chelsea.png'])(
		'of a photograph, %s, is JPEG',
		async (name) => {
			const { piece, original } = await refitFile(path.join(PICTURES, name));
			expect(piece).toMatchObject({ format: 'jpeg', quality: 85 });
			expect(piece.bytes).toBeLessThan(original.bytes / 5);
		},
	);

	it('of a drawing is PNG, smaller than it was and without loss', async () => {
		const file = path.join(PICTURES, 'clip_diagram.png');
		const { piece, original } = await refitFile(file);
		expect(piece.format).toBe('png');
		expect(piece.bytes).toBeLessThan(original.bytes);
		expect(difference((await decode(file)).data, (await decode(piece.file)).data)).toBe(0);
	});

	it('is what is asked for', async () => {
		for (const format of ['jpeg', 'png', 'webp'] as const) {
			const { piece } = await refitFile(path.join(PICTURES, 'coffee.png'), { format });
			expect((await sharp(piece.file).metadata()).format).toBe(format);
			expect(path.extname(piece.file)).toBe(format === 'jpeg' ? '.jpg' : `.${format}`);
		}
	});

	it('of a picture that needs nothing stays, and so do its bytes', async () => {
		const first = await refitFile(path.join(PICTURES, 'coffee.png'));
		const file = write('clean.jpg', readFileSync(first.piece.file));
		const second = await refitFile(file, { quality: 10 });
		expect(readFileSync(second.piece.file).equals(readFileSync(file))).toBe(true);
	});
});

describe('a limit of bytes', () => {
	it('lowers the quality, and says to what', async () => {
		const file = path.join(PICTURES, 'coffee.png');
		const { piece } = await refitFile(file, { maximumBytes: 50_000 });
		expect(piece.bytes).toBeLessThanOrEqual(50_000);
		expect(piece.quality).toBeLessThan(85);
	});

	it('turns a drawing into JPEG before anything is lost of its size', async () => {
		const file = path.join(PICTURES, 'clip_diagram.png');
		const { piece } = await refitFile(file, { maximumBytes: 150_000 });
		expect(piece).toMatchObject({ format: 'jpeg', width: 2162, height: 762 });
		expect(piece.bytes).toBeLessThanOrEqual(150_000);
	});

	it('encodes even a clean JPEG again', async () => {
		const file = path.join(PICTURES, 'rocket.jpg');
		const { piece } = await refitFile(file, { maximumBytes: 60_000 });
		expect(piece.bytes).toBeLessThanOrEqual(60_000);
	});

	it('that cannot be kept leaves a larger file', async () => {
		const file = path.join(PICTURES, 'coffee.png');
		const { piece } = await refitFile(file, { maximumBytes: 100, format: 'png' });
		expect(piece.bytes).toBeGreaterThan(100);
	});
});

it('lays what is transparent on white or on black', async () => {
	const glass = sharp({
		create: { width: 8, height: 8, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0 } },
	});
	const file = write('glass.png', await glass.png().toBuffer());
	for (const [background, level] of [
		['white', 255],
		['black', 0],
	] as const) {
		const { piece } = await refitFile(file, { background });
		expect(new Set((await decode(piece.file)).data)).toEqual(new Set([level]));
	}
});

it('cuts pieces out, each at its own size', async () => {
	const file = path.join(PICTURES, 'coffee.png');
	const whole = await decode(file);
	const box = { left: 100, top: 50, width: 200, height: 300 };
	const { pieces } = await refitFile(file, {
		format: 'png',
		pieces: [
			{ box, size: { width: 200, height: 300 } },
			{ box, size: { width: 50, height: 75 } },
		],
	});
	const [full, small] = await Promise.all(pieces.map(async (piece) => await decode(piece.file)));
	const from = (50 * 600 + 100) * 3;
	expect(difference(full.data.subarray(0, 600), whole.data.subarray(from, from + 600))).toBe(0);
	expect([small.width, small.height]).toEqual([50, 75]);
});

describe('in an engine process', () => {
	afterAll(shutdownEngines);

	it('gives a coded error for what is no picture', async () => {
		const file = write('letter.png', 'Dear reader');
		const input = {
			file,
			folder,
			pieces: [{ size: { width: 1, height: 1 } }],
			format: 'auto',
			quality: 85,
			maximumBytes: 1000,
			background: 'white',
		} as const;
		await expect(refitPicture({ ...input, pieces: [...input.pieces] })).rejects.toMatchObject({
			code: 'NOT_A_PICTURE',
		});
	});

	it('stops', async () => {
		const input = {
			file: path.join(PICTURES, 'coffee.png'),
			folder,
			pieces: [{ size: { width: 60, height: 40 } }],
			format: 'auto' as const,
			quality: 85,
			maximumBytes: 1000,
			background: 'white' as const,
		};
		await expect(refitPicture(input, AbortSignal.abort())).rejects.toMatchObject({
			code: 'CANCELLED',
		});
	});
});
