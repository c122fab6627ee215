import { imageError } from './errors';
import { IMAGE_DECODE_TIMEOUT_SECONDS } from '../../limits';
import type { ImageFormat, ImageSize } from './types';

/** The coded error for what sharp or libvips threw; its reason without paths. */
export function toDecoderError(
	error: Error,
	format: ImageFormat,
	file: string,
	size?: ImageSize,
): Error {
	const message = error.message;
	if (/^timeout:|\btimeout\b/.test(message)) {
		return imageError('PICTURE_TOO_SLOW', { seconds: IMAGE_DECODE_TIMEOUT_SECONDS }, error);
	}
	if (/out of memory|could not allocate|allocation failed/i.test(message) && size) {
		return imageError('PICTURE_NEEDS_MEMORY', { width: size.width, height: size.height }, error);
	}
	if (/channel limit/.test(message)) {
		return imageError('PICTURE_COLOURS_REFUSED', { found: 'more than five channels' }, error);
	}
	const reason = toReason(message, file);
	return imageError('PICTURE_DAMAGED', { format: FORMAT_NAMES[format], reason }, error);
}

const MAXIMUM_REASON_CHARACTERS = 200;
const FORMAT_NAMES: Record<ImageFormat, string> = {
	jpeg: 'JPEG',
	png: 'PNG',
	webp: 'WebP',
	avif: 'AVIF',
	gif: 'GIF',
	tiff: 'TIFF',
};

/** The first line that names a cause. */
function toReason(message: string, file: string): string {
	const lines = message
		.replaceAll(file, 'the file')
		.replace(/^Input (file|buffer) (has corrupt header: |contains )/, '')
		.split('\n')
		.map((line) => line.replace(/\p{Cc}/gu, ' ').trim())
		.filter(Boolean);
	return lines[0]?.slice(0, MAXIMUM_REASON_CHARACTERS) ?? 'no reason given';
}
