import { runTask } from '../../inference/pool';
import { PICTURE_ENGINE } from '../../media/image/picture-engine';
import type { ActionPicture, DrawnPicture } from './types';

/** Writes the picture with the action drawn into it, in an engine process: a JPEG of a JPEG, else a PNG. Rejects with a coded error. */
export async function drawActionPicture(
	input: ActionPicture,
	signal?: AbortSignal,
): Promise<DrawnPicture> {
	const taskModule = require.resolve('./task');
	const request = { engine: PICTURE_ENGINE, taskModule, input, signal };
	const { output } = await runTask<ActionPicture, DrawnPicture>(request);
	return output;
}
