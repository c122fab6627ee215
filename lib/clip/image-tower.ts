import type { Feeds } from '../inference/run-session';
import type { ImageSize } from '../media/image/types';
import type { ImageFeeds } from './image-feeds';
import { inLots, runFile, unitRows } from './run-file';
import type { OpenFile } from './session-metadata';

/** One half of a model at work. */
export interface HalfSetting {
	open: OpenFile;
	/** The output to take. */
	output: string;
	/** What a joint file's other half is given meanwhile. */
	filler: Feeds;
	/** Told the numbers in a vector. */
	agree: (numbers: number) => void;
}

/** Pictures to unit vectors. */
export function makeImageTower(
	{ open, output, filler, agree }: HalfSetting,
	{ lotSize, feeds }: ImageFeeds,
) {
	return (pixels: Float32Array[], size: ImageSize): Promise<Float32Array[]> =>
		inLots(pixels, lotSize, async (lot) => {
			const what = `pictures of ${size.width} x ${size.height} points`;
			const [rows] = await runFile(open, { ...filler, ...feeds(lot, size) }, [output], what);
			agree(rows.dims[1]);
			return unitRows(rows, lot.length, open.file, what);
		});
}
