import { runTask } from '../inference/pool';
import type { Progress } from '../inference/types';
import type { SheetInput } from '../media/image/contact-sheet-task';
import type { ImageSize } from '../media/image/types';
import { VIDEO_ENGINE } from './engine-key';
import { toTimecode } from './timecode';
import type { SampledFrame } from './types';

interface SheetOptions {
	columns?: number;
	tileWidth: number;
	signal?: AbortSignal;
	onProgress?: (progress: Progress) => void;
}

/**
 * Puts frames on one sheet, each with its time written under it, and writes it as PNG or JPEG, as the
 * file's name ends. Runs in an engine process without a model; rejects with a coded error.
 */
export async function frameSheet(
	frames: Pick<SampledFrame, 'file' | 'seconds'>[],
	outFile: string,
	{ columns, tileWidth, signal, onProgress }: SheetOptions,
): Promise<ImageSize> {
	const tiles = frames.map(({ file, seconds }) => ({ file, caption: toTimecode(seconds) }));
	const { output } = await runTask<SheetInput, ImageSize>({
		engine: VIDEO_ENGINE,
		taskModule: require.resolve('../media/image/contact-sheet-task'),
		input: { tiles, outFile, columns, tileWidth },
		signal,
		onProgress,
	});
	return output;
}
