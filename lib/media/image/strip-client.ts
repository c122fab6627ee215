import { runTask } from '../../inference/pool';
import { PICTURE_ENGINE } from './picture-engine';
import type { StripInput } from './strip-task';

/**
 * Copies a JPEG or PNG without place, time and device; its pixels stay as they lie, turned or not. False,
 * and no copy, for other formats and damaged files. Works in an engine process; rejects with a coded error.
 */
export async function stripPicture(input: StripInput, signal?: AbortSignal): Promise<boolean> {
	const taskModule = require.resolve('./strip-task');
	const request = { engine: PICTURE_ENGINE, taskModule, input, signal };
	const { output } = await runTask<StripInput, boolean>(request);
	return output;
}
