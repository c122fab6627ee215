import type { ImageSize } from './types';

/** A size made larger or smaller, in whole pixels, at least one. */
export function scaledBy({ width, height }: ImageSize, factor: number): ImageSize {
	return {
		width: Math.max(1, Math.round(width * factor)),
		height: Math.max(1, Math.round(height * factor)),
	};
}
