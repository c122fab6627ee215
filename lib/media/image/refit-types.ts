import type { CropBox } from './resample';
import type { ImageFormat, ImageSize } from './types';

/** The formats every service takes, and WebP. */
export type RefitFormat = 'jpeg' | 'png' | 'webp';

/** A part of the picture as it is shown, and the size it gets; without `box` the whole. */
export interface Piece {
	box?: CropBox;
	size: ImageSize;
}

/** What crosses to the engine process. */
export interface RefitInput {
	file: string;
	/** Pieces are written there as `piece-1.png` and so on. */
	folder: string;
	pieces: Piece[];
	format: RefitFormat | 'auto';
	/** 1..100, of JPEG and WebP. */
	quality: number;
	/** Of each piece's file. Quality is lowered to reach it; a piece may still be larger. */
	maximumBytes: number;
	background: 'white' | 'black';
}

/** A piece as it was written. */
export interface RefitPiece extends ImageSize {
	file: string;
	format: RefitFormat;
	bytes: number;
	/** Of JPEG and WebP that were encoded here. */
	quality?: number;
}

/** What crosses back. */
export interface RefitOutput {
	pieces: RefitPiece[];
	original: ImageSize & { bytes: number; format: ImageFormat };
	/** Whether nothing is seen any more of a transparent picture: it has the colour of the background. */
	isBlank: boolean;
}
