import { readFile } from 'node:fs/promises';
import { MAXIMUM_IMAGE_FILE_BYTES, MAXIMUM_IMAGE_PIXELS } from '../../limits';
import { measureFile, readHead } from '../file';
import { toDecoderError } from './decoder-error';
import { imageError } from './errors';
import { HEAD_BYTES, isMovingAvif, recognise } from './formats';
import { readFirstFrame } from './gif';
import { openWithSharp, type Metadata } from './sharp';
import type { ImageFormat, ImageInfo } from './types';

/** A picture that may be decoded: its header is read and within the limits. */
export interface ImageHeader {
	info: ImageInfo;
	/** What sharp reads: the path, or the bytes where libvips would misread the path or the brand. */
	source: string | Buffer;
	isCmyk: boolean;
	/** 16 bits a channel; else 8. */
	isDeep: boolean;
	/** Whether the pixels lie as they are shown. */
	isUpright: boolean;
	/** The ICC profile that says what its colours mean. */
	profile?: Buffer;
}

/** Recognises a picture and checks every limit, without decoding any of it. */
export async function readHeader(file: string): Promise<ImageHeader> {
	const sizeBytes = await measureFile(file);
	if (sizeBytes > MAXIMUM_IMAGE_FILE_BYTES) {
		const maximumBytes = MAXIMUM_IMAGE_FILE_BYTES;
		throw imageError('PICTURE_FILE_TOO_LARGE', { sizeBytes, maximumBytes });
	}
	const head = await readHead(file, HEAD_BYTES);
	const format = requireFormat(head);
	const source = await toSource(file, format, head);
	const metadata = await openWithSharp(source, false)
		.metadata()
		.catch((error: Error) => {
			throw toDecoderError(error, format, file);
		});
	checkMetadata(metadata);
	if (format === 'gif') requireFrame(source as Buffer);
	const { width, height } = metadata.autoOrient;
	return {
		info: { format, width, height, sizeBytes, hasAlpha: metadata.hasAlpha },
		source,
		isCmyk: metadata.space === 'cmyk',
		isDeep: metadata.depth === 'ushort',
		isUpright: (metadata.orientation ?? 1) === 1,
		...(metadata.icc && { profile: metadata.icc }),
	};
}

function requireFormat(head: Buffer): ImageFormat {
	const found = recognise(head);
	if (found.kind === 'taken') return found.format;
	const { advice } = found;
	if (found.kind === 'foreign') throw imageError('NOT_A_PICTURE', { what: found.what, advice });
	throw imageError('PICTURE_FORMAT_REFUSED', { format: found.format, advice });
}

async function toSource(file: string, format: ImageFormat, head: Buffer) {
	// libvips takes "[...]" at the end of a name for options; a GIF's own blocks are read too.
	const mustRead = file.endsWith(']') || format === 'gif' || isMovingAvif(head);
	if (!mustRead) return file;
	const bytes = await readFile(file);
	if (isMovingAvif(head)) bytes.write('avif', BRAND_AT, 'latin1');
	return bytes;
}

const BRAND_AT = 8;

function checkMetadata(metadata: Metadata): void {
	const { width, height, depth, channels, space } = metadata;
	if (depth !== 'uchar' && depth !== 'ushort') {
		const found = 'measurements (signed, 32-bit or fractional numbers)';
		throw imageError('PICTURE_COLOURS_REFUSED', { found });
	}
	if (channels > MOST_COLOURS && space !== 'cmyk') {
		throw imageError('PICTURE_COLOURS_REFUSED', { found: `${channels} channels` });
	}
	if (width * height <= MAXIMUM_IMAGE_PIXELS) return;
	const { autoOrient } = metadata;
	throw imageError('PICTURE_TOO_LARGE', { ...autoOrient, maximumPixels: MAXIMUM_IMAGE_PIXELS });
}

/** Red, green, blue and transparency. */
const MOST_COLOURS = 4;

/** libvips shows one pixel for a GIF that has none. */
function requireFrame(bytes: Buffer): void {
	const { left, top, right, bottom } = readFirstFrame(bytes);
	if (right > left && bottom > top) return;
	throw imageError('PICTURE_DAMAGED', { format: 'GIF', reason: 'its first frame is empty' });
}
