import { runTask } from '../../inference/pool';
import { PICTURE_ENGINE } from './picture-engine';
import type { ImageInfo } from './types';

/** What a picture's header says, width and height as shown; read in an engine process. Rejects with a coded error. */
export async function measurePicture(file: string, signal?: AbortSignal): Promise<ImageInfo> {
	const taskModule = require.resolve('./measure-task');
	const request = { engine: PICTURE_ENGINE, taskModule, input: { file }, signal };
	const { output } = await runTask<{ file: string }, ImageInfo>(request);
	return output;
}
