import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { crc32, createDeflate, inflateSync } from 'node:zlib';

export const PICTURES = path.join(__dirname, '../fixtures/image');
export const FORMATS = path.join(PICTURES, 'formats');

/** A folder for this test file; `write` puts a file into it and gives its path. */
export function usePictureFolder() {
	const folder = mkdtempSync(path.join(tmpdir(), 'multimodal-pictures-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	const write = (name: string, content: string | Uint8Array) => {
		const file = path.join(folder, name);
		writeFileSync(file, content);
		return file;
	};
	return { folder, write };
}

export function readFormat(name: string): Buffer {
	return readFileSync(path.join(FORMATS, name));
}

interface GoldenPicture {
	width: number;
	height: number;
	data: Uint8Array;
}

/** What Pillow shows of every file in FORMATS; SHA-256 of what it shows of those in PICTURES. */
export function readGoldens() {
	const golden = JSON.parse(
		readFileSync(path.join(__dirname, '../fixtures/golden/image-formats.json'), 'utf8'),
	) as {
		photographs: Record<string, string>;
		files: Record<string, { ignore: number; white?: number }>;
		pictures: Array<{ width: number; height: number; deflated: string }>;
	};
	const pictures = golden.pictures.map(
		({ width, height, deflated }): GoldenPicture => ({
			width,
			height,
			data: inflateSync(Buffer.from(deflated, 'base64')),
		}),
	);
	const formats = Object.entries(golden.files).map(([name, { ignore, white }]) => ({
		name,
		ignore: pictures[ignore],
		white: pictures[white ?? ignore],
		hasAlpha: white !== undefined,
	}));
	return { formats, photographs: Object.entries(golden.photographs) };
}

interface PngHeader {
	width: number;
	height: number;
	/** Default 8. */
	bits?: number;
	/** Default 0, grey. */
	colourType?: number;
}

/** A PNG from its parts, however untrue they are. */
export function makePng(
	header: PngHeader,
	body: Uint8Array,
	chunks: Array<[string, Uint8Array]> = [],
) {
	const { width, height, bits = 8, colourType = 0 } = header;
	const ihdr = Buffer.alloc(13);
	ihdr.writeUInt32BE(width, 0);
	ihdr.writeUInt32BE(height, 4);
	ihdr.set([bits, colourType, 0, 0, 0], 8);
	const all: Array<[string, Uint8Array]> = [['IHDR', ihdr], ...chunks, ['IDAT', body]];
	const parts = [...all, ['IEND', Buffer.alloc(0)] as [string, Uint8Array]];
	return Buffer.concat([PNG_SIGNATURE, ...parts.map(([kind, data]) => pngChunk(kind, data))]);
}

/** A true PNG of one bit a pixel, all black. */
export async function makeBlackPng(width: number, height: number): Promise<Buffer> {
	const row = Buffer.alloc(1 + Math.ceil(width / 8));
	const rows = Readable.from(Array.from({ length: height }, () => row));
	return makePng({ width, height, bits: 1 }, await buffer(rows.pipe(createDeflate({ level: 9 }))));
}

/** A compressed chunk's content: a name, then so many zeros, deflated without holding them. */
export async function makeBloated(name: string, zeros: number): Promise<Buffer> {
	const block = Buffer.alloc(2 ** 16);
	const blocks = Readable.from(Array.from({ length: zeros / block.length }, () => block));
	const deflated = await buffer(blocks.pipe(createDeflate({ level: 9 })));
	return Buffer.concat([Buffer.from(`${name}\0\0`, 'latin1'), deflated]);
}

export const PNG_SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

function pngChunk(kind: string, data: Uint8Array): Buffer {
	const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(data.length);
	const check = Buffer.alloc(4);
	check.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, check]);
}

/** A little-endian TIFF with these tags (32-bit values) and nothing behind them. */
export function makeTiff(tags: Record<number, number>): Buffer {
	const entries = Object.entries(tags);
	const file = Buffer.alloc(8 + 2 + entries.length * 12 + 4);
	file.write('II*\0', 'latin1');
	file.writeUInt32LE(8, 4);
	file.writeUInt16LE(entries.length, 8);
	for (const [index, [tag, value]] of entries.entries()) {
		const at = 10 + index * 12;
		file.writeUInt16LE(Number(tag), at);
		file.writeUInt16LE(4, at + 2);
		file.writeUInt32LE(1, at + 4);
		file.writeUInt32LE(value, at + 8);
	}
	return file;
}
