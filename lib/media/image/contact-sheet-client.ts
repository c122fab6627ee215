import { runTask } from '../../inference/pool';
import type { EngineKey, Progress } from '../../inference/types';
import type { SheetInput } from './contact-sheet-task';
import type { ImageSize } from './types';

/**
 * Puts pictures and their captions on one sheet and writes it as PNG or JPEG, as the file's name ends;
 * a picture that cannot be read becomes a crossed box. Runs in an engine process; rejects with a coded error.
 */
export async function laySheet(
	engine: EngineKey,
	input: SheetInput,
	how: { signal?: AbortSignal; onProgress?: (progress: Progress) => void },
): Promise<ImageSize> {
	const taskModule = require.resolve('./contact-sheet-task');
	const { output } = await runTask<SheetInput, ImageSize>({ engine, taskModule, input, ...how });
	return output;
}
