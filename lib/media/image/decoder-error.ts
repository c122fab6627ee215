import { IMAGE_DECODE_TIMEOUT_SECONDS } from '../../limits';
import { imageError } from './errors';
import { refuseHeic } from './formats';
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
	// An AVIF by its brand, HEIC by its content.
	if (/compression format has not been built in/.test(message)) return refuseHeic();
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

/** The last line, which names the cause; without paths, and without the decoder's name in front. */
function toReason(message: string, file: string): string {
	const lines = message
		.replaceAll(file, 'the file')
		.replace(/^Input (file|buffer) (has corrupt header:|contains unsupported image format)/, '')
		.split('\n')
		.map((line) => line.replace(/\p{Cc}/gu, ' ').trim())
		.filter((line) => line !== '' && !/: bad seek to/.test(line));
	const reason = lines.at(-1)?.replace(/^\w+: /, '') ?? 'its beginning makes no sense';
	return reason.slice(0, MAXIMUM_REASON_CHARACTERS);
}
