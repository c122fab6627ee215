import type { ImageSize } from '../../media/image/types';
import type { RawTokens } from './encoder';
import { visualModelError } from './errors';
import { findGrid, type GridClues, hasClassToken, type PlacedGrid } from './grid';
import type { VisualTokens } from './types';

interface Seen {
	/** Of the model, for messages. */
	file: string;
	/** The picture as the model took it. */
	size: ImageSize;
	clues: GridClues;
}

/** Tells the tokens of the grid from those before it; VISUAL_GRID_UNKNOWN where there is no grid. */
export function separateTokens(
	{ tokens, dimensions, data }: RawTokens,
	{ file, size, clues }: Seen,
): VisualTokens & Pick<PlacedGrid, 'covered'> {
	const grid = findGrid(tokens, size, clues);
	if (!grid) throw visualModelError('VISUAL_GRID_UNKNOWN', { file, tokens, ...size });
	const { rows, columns, prefixTokens, covered } = grid;
	return {
		...{ rows, columns, dimensions, prefixTokens, covered },
		data: data.subarray(prefixTokens * dimensions),
		...(hasClassToken(prefixTokens, clues) && { classToken: data.subarray(0, dimensions) }),
	};
}
