import { createCanvas } from './canvas';
import { layOnSquare } from './letterbox';
import { planSteps, zoomed } from './processor';
import { resample } from './resample';
import type { ImageProcessor, ImageSize, RgbImage } from './types';

const BLACK = 0;

/**
 * The part of a picture that a model sees, as it is cut and laid for it, but `times` as large (a whole
 * number): a model's 224 points are too few for a person. Each point of the model's is exactly a square.
 */
export function showAsSeen(picture: RgbImage, processor: ImageProcessor, times: number): RgbImage {
	const image = zoomed(picture, processor);
	const { whole, size, box, place } = planSteps(image, processor);
	const laid = processor.letterbox ? layOnSquare(image, processor.letterbox) : image;
	const filter = processor.filter === 'nearest' ? 'nearest' : 'bicubic';
	const part = resample(laid, enlarged(whole), filter, {
		...enlarged(box),
		left: box.left * times,
		top: box.top * times,
	});
	if (box.width === size.width && box.height === size.height) return part;
	const seen = createCanvas(enlarged(size), BLACK);
	for (let y = 0; y < part.height; y++) {
		const row = part.data.subarray(y * part.width * 3, (y + 1) * part.width * 3);
		seen.data.set(row, ((place.top * times + y) * seen.width + place.left * times) * 3);
	}
	return seen;

	function enlarged({ width, height }: ImageSize): ImageSize {
		return { width: width * times, height: height * times };
	}
}
