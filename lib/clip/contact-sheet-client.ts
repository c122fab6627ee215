import { runTask } from '../inference/pool';
import type { SheetTile } from '../media/image/contact-sheet';
import type { ImageSize } from '../media/image/types';
import type { SheetInput } from '../media/image/contact-sheet-task';
import type { ClipJob } from './types';

/**
 * Puts pictures and their captions on one sheet and writes it as PNG or JPEG, as the file's name ends;
 * a picture that cannot be read becomes a crossed box. Runs in the model's engine process; rejects with
 * a coded error.
 */
export async function contactSheet(
	{ model, device, signal, onProgress }: ClipJob,
	tiles: SheetTile[],
	outFile: string,
	options: { columns?: number; tileWidth: number },
): Promise<ImageSize> {
	const { output } = await runTask<SheetInput, ImageSize>({
		engine: { modelId: model.id, device },
		taskModule: require.resolve('../media/image/contact-sheet-task'),
		input: { tiles, outFile, ...options },
		signal,
		onProgress,
	});
	return output;
}
