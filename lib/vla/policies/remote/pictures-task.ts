import { throwIfCancelled } from '../../../errors';
import type { Task } from '../../../inference/types';
import { decodeImage } from '../../../media/image/decode';
import { isBlank } from '../../safety/blank-pixels';
import { type Fit, fitPicture, toColourPlanes } from './fit';

/** What crosses to the engine process. */
export interface PicturesInput {
	files: string[];
	/** Side of the square, pixels. */
	edge: number;
	fit: Fit;
	/** `hwc`: [height, width, 3]; `chw`: [3, height, width]. */
	order: 'hwc' | 'chw';
}

/** One a file: small enough to come back as text. */
export interface FittedPicture {
	/** Base64. */
	pixels: string;
	isBlank: boolean;
}

/** Makes pictures ready for a policy server, in the engine process. What is behind transparency is what the camera saw. */
export const run: Task<PicturesInput, FittedPicture[]> = async (
	{ files, edge, fit, order },
	{ signal },
) => {
	const fitted: FittedPicture[] = [];
	for (const file of files) {
		throwIfCancelled(signal);
		const picture = await decodeImage(file, { transparency: 'ignore' });
		const square = fitPicture(picture, edge, fit);
		const pixels = Buffer.from(order === 'chw' ? toColourPlanes(square) : square.data);
		fitted.push({ pixels: pixels.toString('base64'), isBlank: isBlank(picture) });
	}
	return fitted;
};
