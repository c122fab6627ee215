import { imageError } from './errors';
import type { RefitFormat } from './refit-types';
import { openPixelsWithSharp } from './sharp';
import type { RgbImage } from './types';

/** A picture's file in memory; without any metadata. */
export interface Encoded {
	format: RefitFormat;
	bytes: Buffer;
	/** Of JPEG and WebP. */
	quality?: number;
}

/** Lower qualities, tried in this order where a file is too large. */
const LOWER_QUALITIES = [85, 70, 60, 50, 40];
/** Share of pixels that equal their neighbour, from which on a picture is drawn (a chart, a screenshot) and not a photograph. */
const DRAWN_SHARE = 0.5;
/** JPEG of lower quality leaves visible fringes at the letters and lines of a drawn picture. */
const DRAWN_QUALITY = 95;
/** A larger photograph is never smaller as PNG, and a second is saved that would show it. */
const SMALL_PICTURE_PIXELS = 300_000;

/**
 * The smallest file that looks as the picture does: PNG, which loses nothing, or JPEG, of a high quality
 * where the picture is drawn. Where it would be larger than `maximumBytes`, JPEG of falling quality.
 */
export async function encodeSmallest(
	picture: RgbImage,
	quality: number,
	maximumBytes: number,
): Promise<Encoded> {
	const isDrawing = isDrawn(picture);
	const jpeg = await encodeAs(
		picture,
		'jpeg',
		isDrawing ? Math.max(quality, DRAWN_QUALITY) : quality,
	);
	const mayPngBeSmaller = isDrawing || picture.width * picture.height <= SMALL_PICTURE_PIXELS;
	const png = mayPngBeSmaller ? await encodeAs(picture, 'png', quality) : jpeg;
	const smaller = jpeg.bytes.length < png.bytes.length ? jpeg : png;
	if (smaller.bytes.length <= maximumBytes) return smaller;
	return await lowered(picture, jpeg, maximumBytes);
}

/** In this format; JPEG and WebP at a lower quality where the file would be larger than `maximumBytes`. */
export async function encodeWithin(
	picture: RgbImage,
	format: RefitFormat,
	quality: number,
	maximumBytes: number,
): Promise<Encoded> {
	return await lowered(picture, await encodeAs(picture, format, quality), maximumBytes);
}

async function lowered(
	picture: RgbImage,
	encoded: Encoded,
	maximumBytes: number,
): Promise<Encoded> {
	let smallest = encoded;
	const { format, quality: from } = encoded;
	if (from === undefined) return smallest;
	for (const quality of LOWER_QUALITIES.filter((each) => each < from)) {
		if (smallest.bytes.length <= maximumBytes) break;
		smallest = await encodeAs(picture, format, quality);
	}
	return smallest;
}

async function encodeAs(picture: RgbImage, format: RefitFormat, quality: number): Promise<Encoded> {
	const image = openPixelsWithSharp(picture);
	const shown = isGrey(picture) ? image.toColourspace('b-w') : image;
	try {
		if (format === 'png') {
			return { format, bytes: await shown.png({ compressionLevel: 9 }).toBuffer() };
		}
		// Full colour resolution: letters would get coloured fringes.
		const lossy =
			format === 'jpeg'
				? shown.jpeg({ quality, chromaSubsampling: '4:4:4', mozjpeg: true })
				: shown.webp({ quality, smartSubsample: true });
		return { format, bytes: await lossy.toBuffer(), quality };
	} catch (error) {
		const [reason] = String((error as Error).message).split('\n');
		throw imageError('PICTURE_NOT_WRITTEN', { file: format.toUpperCase(), reason }, error);
	}
}

function isGrey({ data }: RgbImage): boolean {
	for (let at = 0; at < data.length; at += 3) {
		if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) return false;
	}
	return true;
}

/** Neighbours in a row; a photograph's noise makes most of them differ. */
function isDrawn({ data, width }: RgbImage): boolean {
	let equal = 0;
	for (let at = 3; at < data.length; at += 3) {
		const isSame =
			data[at] === data[at - 3] && data[at + 1] === data[at - 2] && data[at + 2] === data[at - 1];
		if (isSame) equal++;
	}
	return width > 1 && (equal * 3) / data.length >= DRAWN_SHARE;
}
