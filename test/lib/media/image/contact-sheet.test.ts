import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makeContactSheet, type SheetOptions } from '../../../../lib/media/image/contact-sheet';
import { decodeImage } from '../../../../lib/media/image/decode';
import type { RgbImage } from '../../../../lib/media/image/types';

const IMAGES = path.resolve('test/fixtures/image');
const COFFEE = path.join(IMAGES, 'coffee.png');
const CAT = path.join(IMAGES, 'chelsea.png');
const ORANGE = path.join(IMAGES, 'shapes', 'black-cross.png');
const GROUND = 32;
const PICTURE_GROUND = 48;
const INK = 235;

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(path.join(os.tmpdir(), 'sheet-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const OPTIONS: SheetOptions = { tileWidth: 256 };
const out = (name: string) => path.join(folder, name);
const tile = (file: string, caption = path.basename(file)) => ({ file, caption });
const make = async (files: string[], name = 'sheet.png', options = OPTIONS) => {
	const tiles = files.map((file) => tile(file));
	const size = await makeContactSheet(tiles, out(name), options);
	const sheet = await decodeImage(out(name), { transparency: 'white' });
	expect(size).toEqual({ width: sheet.width, height: sheet.height });
	return sheet;
};
const at = ({ data, width }: RgbImage, x: number, y: number) => [
	...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3),
];
const grey = (value: number) => [value, value, value];
/** Share of a box's pixels that have that grey. */
const shareOf = (
	sheet: RgbImage,
	value: number,
	[left, top, width, height]: [number, number, number, number],
) => {
	let count = 0;
	for (let y = top; y < top + height; y++) {
		for (let x = left; x < left + width; x++) {
			const start = (y * sheet.width + x) * 3;
			const [red, green, blue] = [0, 1, 2].map((channel) => sheet.data[start + channel]);
			if (red === value && green === value && blue === value) count++;
		}
	}
	return count / (width * height);
};

test('a picture fills its tile, with its caption below, on a neutral ground', async () => {
	const sheet = await make([COFFEE]);
	expect(sheet.width).toBe(8 + 256 + 8);
	// coffee.png is 600 x 400.
	const bottom = 8 + Math.round((256 * 400) / 600);
	expect(at(sheet, 0, 0)).toEqual(grey(GROUND));
	expect(shareOf(sheet, PICTURE_GROUND, [8, 8, 256, bottom - 8])).toBe(0);
	const ink = shareOf(sheet, INK, [8, bottom, 256, sheet.height - bottom]);
	expect(ink).toBeGreaterThan(0.05);
	expect(ink).toBeLessThan(0.3);
});

test('pictures of other proportions are shown whole, in the middle', async () => {
	const sheet = await make([COFFEE, ORANGE, CAT]);
	const left = 8 + 256 + 8;
	expect(at(sheet, left + 2, 90)).toEqual(grey(PICTURE_GROUND));
	const [red, green, blue] = at(sheet, left + 200, 90);
	expect(red).toBeGreaterThan(200);
	expect(green).toBeGreaterThan(90);
	expect(blue).toBeLessThan(80);
});

test('what cannot be read is a crossed box with its caption; the others are there', async () => {
	const broken = out('broken.png');
	writeFileSync(broken, readFileSync(COFFEE).subarray(0, 5000));
	const text = out('text.jpg');
	writeFileSync(text, 'no picture');
	const sheet = await make([COFFEE, broken, text, path.join(folder, 'absent.png')], 'some.png', {
		tileWidth: 256,
		columns: 4,
	});
	const tileLeft = (index: number) => 8 + index * (256 + 8);
	const boxHeight = Math.round((256 * 400) / 600);
	for (const index of [1, 2, 3]) {
		const box: [number, number, number, number] = [tileLeft(index), 8, 256, boxHeight];
		expect(shareOf(sheet, PICTURE_GROUND, box)).toBeGreaterThan(0.9);
		expect(at(sheet, tileLeft(index), 8)).toEqual(grey(110));
		expect(at(sheet, tileLeft(index) + 128, 8 + Math.floor(boxHeight / 2))).toEqual(grey(110));
		const below: [number, number, number, number] = [tileLeft(index), 8 + boxHeight, 256, 20];
		expect(shareOf(sheet, INK, below)).toBeGreaterThan(0.02);
	}
	expect(shareOf(sheet, PICTURE_GROUND, [8, 8, 256, boxHeight])).toBe(0);
});

test('with no picture at all to be read there is still a sheet', async () => {
	const sheet = await make([out('absent.png')]);
	expect(sheet.width).toBe(272);
});

test('is written in the format of its name', async () => {
	const names = ['sheet.jpg', 'SHEET.JPEG', 'sheet.PNG'];
	for (const name of names) expect((await make([CAT, ORANGE], name)).width).toBe(8 + 2 * 264);
	expect(readFileSync(out('sheet.jpg')).subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
	expect(readFileSync(out('sheet.PNG')).subarray(1, 4).toString()).toBe('PNG');
});

test('tells how far it is, and stops when told to', async () => {
	const fractions: number[] = [];
	const controller = new AbortController();
	const onProgress = (fraction: number) => {
		fractions.push(fraction);
		if (fractions.length === 2) controller.abort();
	};
	const tiles = [COFFEE, CAT, COFFEE, CAT].map((file) => tile(file));
	const options = { ...OPTIONS, onProgress, signal: controller.signal };
	await expect(makeContactSheet(tiles, out('stopped.png'), options)).rejects.toMatchObject({
		code: 'CANCELLED',
	});
	expect(fractions).toEqual([0.25, 0.5]);
	expect(existsSync(out('stopped.png'))).toBe(false);
});

test.each<[string, string, SheetOptions, number]>([
	['PICTURE_NAME_REFUSED', 'sheet.gif', OPTIONS, 1],
	['PICTURE_NAME_REFUSED', 'sheet', OPTIONS, 1],
	['PICTURE_NOT_WRITTEN', 'no/such/folder.png', OPTIONS, 1],
	['SHEET_EMPTY', 'a.png', OPTIONS, 0],
	['SHEET_NUMBER_INVALID', 'a.png', { tileWidth: 47 }, 1],
	['SHEET_NUMBER_INVALID', 'a.png', { tileWidth: 2049 }, 1],
	['SHEET_NUMBER_INVALID', 'a.png', { tileWidth: Number.NaN }, 1],
	['SHEET_NUMBER_INVALID', 'a.png', { tileWidth: 256, columns: 0 }, 1],
	['SHEET_NUMBER_INVALID', 'a.png', { tileWidth: 256, columns: 1.5 }, 1],
	['SHEET_TOO_LARGE', 'a.png', { tileWidth: 256, columns: 1 }, 1000],
])('%s: %s with %p and %p pictures', async (code, name, options, count) => {
	const tiles = Array.from({ length: count }, () => tile(out('absent.png')));
	await expect(makeContactSheet(tiles, out(name), options)).rejects.toMatchObject({ code });
});

test.each([48, 2048])('tiles may be %p pixels wide', async (tileWidth) => {
	const sheet = await make([out('absent.png')], 'extreme.png', { tileWidth });
	expect(sheet.width).toBeGreaterThan(tileWidth);
});
