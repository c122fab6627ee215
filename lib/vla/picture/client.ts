import { runTask } from '../../inference/pool';
import { PICTURE_ENGINE } from '../../media/image/picture-engine';
import type { ImageSize } from '../../media/image/types';
import type { ActionPicture } from './types';

/** Writes a PNG of the picture with the action drawn into it, in an engine process; rejects with a coded error. */
export async function drawActionPicture(
	input: ActionPicture,
	signal?: AbortSignal,
): Promise<ImageSize> {
	const taskModule = require.resolve('./task');
	const request = { engine: PICTURE_ENGINE, taskModule, input, signal };
	const { output } = await runTask<ActionPicture, ImageSize>(request);
	return output;
}
