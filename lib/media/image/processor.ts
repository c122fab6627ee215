import { MAXIMUM_MODEL_PICTURE_EDGE } from '../../limits';
import { imageError } from './errors';
import { type CropBox, resample } from './resample';
import type { ImageProcessor, ImageSize, RgbImage } from './types';

interface Preprocessed {
	/** [3, size.height, size.width] */
	pixels: Float32Array;
	size: ImageSize;
	/** What the model sees of the picture, as bytes, without padding. */
	resized: RgbImage;
}

/** Makes a picture ready for a model: resize, crop, rescale, normalise; only pixels that stay are computed. */
export function preprocess(image: RgbImage, processor: ImageProcessor): Preprocessed {
	const whole = resizedSize(image, processor.resize);
	const size = processor.centreCrop ?? whole;
	throwIfTooNarrow(image, size);
	const columns = centre(whole.width, size.width);
	const rows = centre(whole.height, size.height);
	const box = { left: columns.from, top: rows.from, width: columns.count, height: rows.count };
	const resized = resample(image, whole, processor.filter, box);
	const place = { ...box, left: columns.to, top: rows.to };
	return { pixels: toPlanes(resized, place, size, processor), size, resized };
}

/** Fractions of the longer side are cut off, as in transformers. */
function resizedSize({ width, height }: ImageSize, resize: ImageProcessor['resize']): ImageSize {
	if (!resize) return { width, height };
	if ('exact' in resize) return resize.exact;
	const edge = resize.shortestEdge;
	return width <= height
		? { width: edge, height: Math.trunc((edge * height) / width) }
		: { width: Math.trunc((edge * width) / height), height: edge };
}

/** Without a crop a thin picture could grow a thousandfold. */
function throwIfTooNarrow({ width, height }: ImageSize, made: ImageSize): void {
	if (made.width * made.height <= MAXIMUM_MODEL_PICTURE_EDGE ** 2) return;
	throw imageError('PICTURE_TOO_NARROW', { width, height });
}

/** Where a length is cut, or, when too short, where it stands among zeros. */
function centre(length: number, wanted: number): { from: number; to: number; count: number } {
	const offset = Math.floor((length - wanted) / 2);
	return {
		from: Math.max(0, offset),
		to: Math.max(0, -offset),
		count: Math.min(length, wanted),
	};
}

function toPlanes(
	{ data }: RgbImage,
	place: CropBox,
	size: ImageSize,
	processor: ImageProcessor,
): Float32Array {
	const planeLength = size.width * size.height;
	const pixels = new Float32Array(3 * planeLength);
	const isPadded = place.width < size.width || place.height < size.height;
	for (let channel = 0; channel < 3; channel++) {
		const values = channelValues(processor, channel);
		const plane = pixels.subarray(channel * planeLength, (channel + 1) * planeLength);
		if (isPadded) plane.fill(values[0]);
		for (let y = 0; y < place.height; y++) {
			const target = (place.top + y) * size.width + place.left;
			let source = y * place.width * 3 + channel;
			for (let x = 0; x < place.width; x++, source += 3) plane[target + x] = values[data[source]];
		}
	}
	return pixels;
}

/** What each byte becomes, every step rounded to 32 bits as the reference's arrays are. */
function channelValues(
	{ rescaleFactor, normalise }: ImageProcessor,
	channel: number,
): Float32Array {
	const values = Float32Array.from({ length: 256 }, (_, byte) => byte * rescaleFactor);
	if (!normalise) return values;
	const mean = Math.fround(normalise.mean[channel]);
	const std = Math.fround(normalise.std[channel]);
	return values.map((value) => Math.fround(value - mean) / std);
}
