import { writeFile } from 'node:fs/promises';
import { throwIfCancelled } from '../../../errors';
import type { Task } from '../../../inference/types';
import { decodeImage } from '../../../media/image/decode';
import { PRIVATE_FILE_MODE } from '../../../media/workspace';
import { isBlank } from '../../safety/blank-pixels';
import { type Fit, fitPicture, toColourPlanes } from './fit';

/** What crosses to the engine process. */
export interface PicturesInput {
	pictures: Array<{ file: string; outFile: string }>;
	/** Side of the square, pixels. */
	edge: number;
	fit: Fit;
	/** `hwc`: [height, width, 3]; `chw`: [3, height, width]. */
	order: 'hwc' | 'chw';
}

/** What is said of a picture; its pixels are in its file, as text would take longer than all that is done to them. */
export interface FittedPicture {
	isBlank: boolean;
}

/** Makes pictures ready for a policy server, in the engine process. What is behind transparency is what the camera saw. */
export const run: Task<PicturesInput, FittedPicture[]> = async (
	{ pictures, edge, fit, order },
	{ signal },
) => {
	const fitted: FittedPicture[] = [];
	for (const { file, outFile } of pictures) {
		throwIfCancelled(signal);
		const picture = await decodeImage(file, { transparency: 'ignore' });
		const square = fitPicture(picture, edge, fit);
		const pixels = order === 'chw' ? toColourPlanes(square) : square.data;
		await writeFile(outFile, pixels, { mode: PRIVATE_FILE_MODE, flag: 'wx' });
		fitted.push({ isBlank: isBlank(picture) });
	}
	return fitted;
};
