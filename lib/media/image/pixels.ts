import { IMAGE_DECODE_TIMEOUT_SECONDS, MAXIMUM_IMAGE_PIXELS } from '../../limits';
import { toDecoderError } from './decoder-error';
import { imageError } from './errors';
import type { ImageHeader } from './header';
import { openWithSharp, type Sharp } from './sharp';

/** 8-bit pixels, interleaved, upright. */
export interface RawPixels {
	width: number;
	height: number;
	channels: number;
	data: Uint8Array;
}

interface Wanted {
	/** As many as `prepare` must lead to. */
	channels: number;
	/** Default `uchar`: sharp scales RGB and grey by itself. `ushort` keeps 16 bits, and the upper 8 are taken here. */
	depth?: 'uchar' | 'ushort';
	prepare: (image: Sharp) => Sharp;
	/** Whether colours become those that the picture's profile means. */
	appliesProfile?: boolean;
}

/** Decodes a picture whose header was checked. */
export async function readPixels(
	{ info, source }: ImageHeader,
	file: string,
	{ channels, depth = 'uchar', prepare, appliesProfile }: Wanted,
): Promise<RawPixels> {
	const image = openWithSharp(source, MAXIMUM_IMAGE_PIXELS, { appliesProfile });
	const decoded = await prepare(image.timeout({ seconds: IMAGE_DECODE_TIMEOUT_SECONDS }))
		.raw({ depth })
		.toBuffer({ resolveWithObject: true })
		.catch((error: Error) => {
			throw toDecoderError(error, info.format, file, info);
		});
	const { width, height, channels: found } = decoded.info;
	if (found !== channels) {
		throw imageError('PICTURE_COLOURS_REFUSED', { found: `${found} channels` });
	}
	const { buffer, byteOffset, byteLength } = decoded.data;
	const bytes = new Uint8Array(buffer, byteOffset, byteLength);
	return { width, height, channels, data: depth === 'ushort' ? upperBytes(bytes) : bytes };
}

/** Every second byte: all machines sharp runs on but one put the upper one last. */
function upperBytes(bytes: Uint8Array): Uint8Array {
	const upper = new Uint8Array(bytes.length / 2);
	for (let i = 0; i < upper.length; i++) upper[i] = bytes[2 * i + 1];
	return upper;
}
