import { MAXIMUM_MODEL_PICTURE_EDGE } from '../../limits';
import { imageError } from './errors';
import { layOnSquare } from './letterbox';
import { type CropBox, resample } from './resample';
import { toPlanes } from './to-planes';
import type { ImageProcessor, ImageSize, RgbImage } from './types';
import { zoomIn } from './zoom-in';

interface Preprocessed {
	/** [channels, size.height, size.width]; three channels for each normalisation. */
	pixels: Float32Array;
	size: ImageSize;
	/** What the model sees of the picture, as bytes, without padding. */
	resized: RgbImage;
}

/** Makes a picture ready for a model: resize, crop, rescale, normalise; only pixels that stay are computed. */
export function preprocess(picture: RgbImage, processor: ImageProcessor): Preprocessed {
	const image = zoomed(picture, processor);
	const { whole, size, box, place } = planSteps(image, processor);
	const laid = processor.letterbox ? layOnSquare(image, processor.letterbox) : image;
	const resized = resample(laid, whole, processor.filter, box);
	return { pixels: toPlanes(resized, place, size, processor), size, resized };
}

/** The picture that all further steps begin with. */
export function zoomed(picture: RgbImage, { zoom }: ImageProcessor): RgbImage {
	return zoom ? zoomIn(resample(picture, zoom.size, 'lanczos'), zoom.area) : picture;
}

interface Steps {
	/** The picture resized, before it is cropped. */
	whole: ImageSize;
	/** What the model takes. */
	size: ImageSize;
	/** The part of `whole` that the model sees. */
	box: CropBox;
	/** Where that part lies in what the model takes. */
	place: CropBox;
}

/** Where a processor resizes a picture to, and what it cuts; throws PICTURE_TOO_NARROW. */
export function planSteps(image: ImageSize, processor: ImageProcessor): Steps {
	const { resize, centreCrop, cropRounding } = processor;
	const whole = resizedSize(image, resize);
	const size = centreCrop ?? whole;
	throwIfTooNarrow(image, size);
	const columns = centre(whole.width, size.width, cropRounding);
	const rows = centre(whole.height, size.height, cropRounding);
	const box = { left: columns.from, top: rows.from, width: columns.count, height: rows.count };
	return { whole, size, box, place: { ...box, left: columns.to, top: rows.to } };
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
function centre(
	length: number,
	wanted: number,
	rounding: ImageProcessor['cropRounding'],
): { from: number; to: number; count: number } {
	const middle = (length - wanted) / 2;
	const isWhole = Number.isInteger(middle);
	const offset =
		rounding === 'toEven' && !isWhole ? 2 * Math.round(middle / 2) : Math.floor(middle);
	return {
		from: Math.max(0, offset),
		to: Math.max(0, -offset),
		count: Math.min(length, wanted),
	};
}
