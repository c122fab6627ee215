import { createCanvas, pasteCentred } from '../../../media/image/canvas';
import { layOnSquare } from '../../../media/image/letterbox';
import { resample } from '../../../media/image/resample';
import type { RgbImage } from '../../../media/image/types';

/** How a picture gets into the square that a policy sees; as the policy's own side would bring it there. */
export type Fit =
	/** Pressed into it: OpenVLA's `resize-naive` (bicubic), and OpenVLA-OFT's clients (Lanczos). */
	| { kind: 'stretch'; filter: 'bicubic' | 'lanczos' }
	/** Whole, on a grey square: OpenVLA's `letterbox`. */
	| { kind: 'letterbox' }
	/** Whole, between black bars: `resize_with_pad` of openpi's client. */
	| { kind: 'pad' };

/** SigLIP's mean colour, which OpenVLA's processor fills with. */
const GREY: [number, number, number] = [127, 127, 127];
const BLACK = 0;

/** A picture as a square of so many pixels a side. */
export function fitPicture(picture: RgbImage, edge: number, fit: Fit): RgbImage {
	const square = { width: edge, height: edge };
	if (fit.kind === 'stretch') return resample(picture, square, fit.filter);
	if (fit.kind === 'letterbox') return resample(layOnSquare(picture, GREY), square, 'bicubic');
	return pad(picture, edge);
}

/** Sizes are cut to whole pixels, as openpi's client does. */
function pad(picture: RgbImage, edge: number): RgbImage {
	const ratio = Math.max(picture.width, picture.height) / edge;
	const width = Math.max(1, Math.trunc(picture.width / ratio));
	const height = Math.max(1, Math.trunc(picture.height / ratio));
	const resized = resample(picture, { width, height }, 'bilinear');
	const square = createCanvas({ width: edge, height: edge }, BLACK);
	pasteCentred(square, resized, { left: 0, top: 0, width: edge, height: edge });
	return square;
}

/** Rows of pixels to planes of colours: [height, width, 3] to [3, height, width]. */
export function toColourPlanes({ width, height, data }: RgbImage): Uint8Array {
	const count = width * height;
	const planes = new Uint8Array(count * 3);
	for (let pixel = 0; pixel < count; pixel++) {
		for (let colour = 0; colour < 3; colour++) {
			planes[colour * count + pixel] = data[pixel * 3 + colour];
		}
	}
	return planes;
}
