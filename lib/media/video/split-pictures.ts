import { MAXIMUM_IMAGE_FILE_BYTES } from '../../limits';
import { videoError } from './errors';
import type { FrameFormat } from './types';

/** Cuts what ffmpeg writes into the picture files that stand behind each other in it. */
export async function* splitPictures(
	chunks: AsyncIterable<Buffer>,
	format: FrameFormat,
): AsyncGenerator<Buffer> {
	let store: Buffer = Buffer.alloc(FIRST_STORE_BYTES);
	let filled = 0;
	for await (const chunk of chunks) {
		store = withRoom(store, filled, chunk.length);
		filled += chunk.copy(store, filled);
		for (;;) {
			const length = MEASURES[format](store.subarray(0, filled));
			if (length === undefined) break;
			yield Buffer.from(store.subarray(0, length));
			store.copyWithin(0, length, filled);
			filled -= length;
		}
		if (filled > MAXIMUM_IMAGE_FILE_BYTES) throw tooLarge(format);
	}
}

const FIRST_STORE_BYTES = 256 * 1024;

function withRoom(store: Buffer, filled: number, moreBytes: number): Buffer {
	if (filled + moreBytes <= store.length) return store;
	const larger = Buffer.alloc(2 * (filled + moreBytes));
	store.copy(larger, 0, 0, filled);
	return larger;
}

/** The length of the whole picture a buffer starts with; undefined while it is not whole. */
const MEASURES: Record<FrameFormat, (bytes: Buffer) => number | undefined> = {
	jpeg: measureJpeg,
	png: measurePng,
	webp: measureWebp,
};

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = Buffer.from([0xff, 0xd9]);

/** Behind the headers, `ff d9` cannot stand for anything but the end. */
function measureJpeg(bytes: Buffer): number | undefined {
	let at = 2;
	while (at + 4 <= bytes.length && bytes[at + 1] !== START_OF_SCAN) {
		at += 2 + bytes.readUInt16BE(at + 2);
	}
	const end = at + 4 <= bytes.length ? bytes.indexOf(END_OF_IMAGE, at) : -1;
	return end < 0 ? undefined : end + 2;
}

const PNG_SIGNATURE_BYTES = 8;
const PNG_CHUNK_FRAME_BYTES = 12;

function measurePng(bytes: Buffer): number | undefined {
	let at = PNG_SIGNATURE_BYTES;
	while (at + 8 <= bytes.length) {
		const end = at + PNG_CHUNK_FRAME_BYTES + bytes.readUInt32BE(at);
		if (bytes.toString('latin1', at + 4, at + 8) === 'IEND') {
			return end <= bytes.length ? end : undefined;
		}
		at = end;
	}
	return undefined;
}

const RIFF_HEADER_BYTES = 8;

function measureWebp(bytes: Buffer): number | undefined {
	if (bytes.length < RIFF_HEADER_BYTES) return undefined;
	const length = bytes.readUInt32LE(4);
	const end = RIFF_HEADER_BYTES + length + (length % 2);
	return end <= bytes.length ? end : undefined;
}

function tooLarge(format: string): Error {
	return videoError('PICTURES_NOT_MADE', { format, reason: 'they would be too large' });
}
