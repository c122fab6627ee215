import { runTask } from '../../inference/pool';
import { PICTURE_ENGINE } from './picture-engine';
import type { RefitInput, RefitOutput } from './refit-types';

/**
 * Writes pieces of a picture into files: upright, sRGB, without metadata, at their sizes, in the format
 * that keeps the look in the fewest bytes. Runs in an engine process; rejects with a coded error.
 */
export async function refitPicture(input: RefitInput, signal?: AbortSignal): Promise<RefitOutput> {
	const taskModule = require.resolve('./refit-task');
	const request = { engine: PICTURE_ENGINE, taskModule, input, signal };
	const { output } = await runTask<RefitInput, RefitOutput>(request);
	return output;
}
