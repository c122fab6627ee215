import type { Task } from '../../inference/types';
import { decodeImage } from '../../media/image/decode';
import type { ImageSize } from '../../media/image/types';
import { writePicture } from '../../media/image/write-picture';
import { drawAction } from './draw';
import type { ActionPicture } from './types';

/** Draws an action in the engine process, which may hold pixels. */
export const run: Task<ActionPicture, ImageSize> = async (action) => {
	const drawing = drawAction(await decodeImage(action.file, { transparency: 'white' }), action);
	await writePicture(drawing, action.outFile);
	const { width, height } = drawing;
	return { width, height };
};
