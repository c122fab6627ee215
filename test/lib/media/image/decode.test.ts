import { createHash } from 'node:crypto';
import path from 'node:path';
import { decodeImage } from '../../../../lib/media/image/decode';
import { openImage } from '../../../../lib/media/image/open-image';
import {
	FORMATS,
	PICTURES,
	readFormat,
	readGoldens,
	usePictureFolder,
} from '../../../helpers/pictures';

const { formats, photographs } = readGoldens();
const { write } = usePictureFolder();

/** Their colour is stored at half the size, and no rule says how to enlarge it: libheif repeats, Pillow smooths. */
const COARSE_COLOUR = new Set(
	['lossy', 'alpha', 'animated', 'orientation-6'].map((name) => `${name}.avif`),
);

/** Largest difference from Pillow, by file; 0 for all others. */
const TOLERANCE: Record<string, number> = {
	// Both round the conversion from luma and chroma, each its own way.
	'full-chroma.avif': 1,
	// Dividing by alpha again.
	'premultiplied.tiff': 1,
};
/** Laying a half-transparent pixel on white: libvips cuts the fraction off, Pillow rounds. */
const WHITE_TOLERANCE = 1;

describe.each(['ignore', 'white'] as const)('decoding, transparency %s', (transparency) => {
	it.each(formats.map((golden) => [golden.name, golden] as const))(
		'%s as Pillow shows it',
		async (name, golden) => {
			const expected = golden[transparency];
			const found = await decodeImage(path.join(FORMATS, name), { transparency });
			expect([found.width, found.height]).toEqual([expected.width, expected.height]);
			expect(found.data).toHaveLength(expected.data.length);
			if (COARSE_COLOUR.has(name)) {
				return expect(meanLightness(found.data, expected.data)).toBeLessThan(0.5);
			}
			const blended = transparency === 'white' && golden.hasAlpha ? WHITE_TOLERANCE : 0;
			const tolerance = Math.max(TOLERANCE[name] ?? 0, blended);
			expect(largestDifference(found.data, expected.data)).toBeLessThanOrEqual(tolerance);
		},
	);
});

it.each(photographs)('shows %s as Pillow does, to the last bit', async (name, digest) => {
	const { data } = await decodeImage(path.join(PICTURES, name), { transparency: 'ignore' });
	expect(createHash('sha256').update(data).digest('hex')).toBe(digest);
});

function largestDifference(a: Uint8Array, b: Uint8Array): number {
	return a.reduce((largest, value, index) => Math.max(largest, Math.abs(value - b[index])), 0);
}

function meanLightness(a: Uint8Array, b: Uint8Array): number {
	const lightness = (data: Uint8Array, at: number) =>
		0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2];
	let sum = 0;
	for (let at = 0; at < a.length; at += 3) sum += Math.abs(lightness(a, at) - lightness(b, at));
	return sum / (a.length / 3);
}

describe('decoded pixels', () => {
	it('scales 16-bit grey instead of clipping it', async () => {
		const { data } = await decodeImage(path.join(FORMATS, 'grey-16.png'), {
			transparency: 'white',
		});
		expect(new Set(data).size).toBeGreaterThan(30);
	});

	it('gives a plain Uint8Array of its own size', async () => {
		const image = await decodeImage(path.join(PICTURES, 'rocket.jpg'), { transparency: 'white' });
		expect(image.data.constructor.name).toBe('Uint8Array');
		expect(image.data).toHaveLength(image.width * image.height * 3);
	});
});

describe('names that mean something to others', () => {
	it.each([
		'photo [1]',
		'photo[page=3]',
		'photo.jpg[shrink=8]',
		'-photo.jpg',
		'фото 🙂.png',
		'photo',
		'photo.svg',
	])('reads a JPEG called %s whole', async (name) => {
		const file = write(name, readFormat('chroma-444.jpg'));
		const found = await decodeImage(file, { transparency: 'white' });
		expect([found.width, found.height]).toEqual([37, 23]);
	});
});

describe('openImage', () => {
	it.each([
		['chroma-420.jpg', 'jpeg', 37, 23, false],
		['orientation-6.jpg', 'jpeg', 23, 37, false],
		['orientation-8.tiff', 'tiff', 23, 37, false],
		['rgba.png', 'png', 37, 23, true],
		['palette-one-transparent.png', 'png', 37, 23, true],
		['animated.webp', 'webp', 37, 23, true],
		['animated.avif', 'avif', 37, 23, false],
		['transparent.gif', 'gif', 37, 23, true],
	])('tells of %s: %s, %d x %d, alpha %s', async (name, format, width, height, hasAlpha) => {
		const sizeBytes = readFormat(name).length;
		const info = await openImage(path.join(FORMATS, name));
		expect(info).toEqual({ format, width, height, sizeBytes, hasAlpha });
	});
});
