import type { Progress } from '../inference/types';
import { laySheet } from '../media/image/contact-sheet-client';
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

/** Puts frames on one sheet, each with its time written under it, in an engine process without a model. */
export function frameSheet(
	frames: Pick<SampledFrame, 'file' | 'seconds'>[],
	outFile: string,
	{ columns, tileWidth, ...how }: SheetOptions,
): Promise<ImageSize> {
	const tiles = frames.map(({ file, seconds }) => ({ file, caption: toTimecode(seconds) }));
	return laySheet(VIDEO_ENGINE, { tiles, outFile, columns, tileWidth }, how);
}
