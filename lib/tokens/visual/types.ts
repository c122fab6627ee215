import type { PlainError } from '../../errors';
import type { BackendInfo, DeviceChoice, Progress } from '../../inference/types';
import type { ResolvedModel } from '../../models/types';

/** Tokens as they lie over the picture. */
export interface Grid {
	rows: number;
	columns: number;
}

/** What a vision encoder makes of a picture: a token for each part of it. */
export interface VisualTokens extends Grid {
	/** Numbers in a token. */
	dimensions: number;
	/** Tokens before those of the grid, which stand for no place: the class token and registers. */
	prefixTokens: number;
	/** [rows x columns, dimensions], row by row from the top left. */
	data: Float32Array;
	/** [dimensions]: stands for the whole picture; absent where the model has none. */
	classToken?: Float32Array;
}

/** The picture of a token grid: how strong each token is, or what is alike in like colours. */
export type TokenPicture = 'norm' | 'pca';

/** What every request needs. */
export interface VisualJob {
	model: ResolvedModel;
	device: DeviceChoice;
	signal?: AbortSignal;
	onProgress?: (progress: Progress) => void;
}

/** What is made of each picture, beside the numbers of its grid. */
export interface EmbedRequest {
	/** Where the files are written; each call needs a folder of its own. */
	folder: string;
	/** Tokens of the grid at most; absent: all. See `poolGrid`. */
	maximumTokens?: number;
	/** Puts the class token before the grid's, where the model has one. */
	classToken?: boolean;
	/** Absent: no picture. */
	picture?: TokenPicture;
}

/** What came of a picture. */
export interface EmbeddedPicture extends Grid {
	/** Rows of the numbers: those of the grid, and the class token where it was asked for and is there. */
	tokens: number;
	dimensions: number;
	prefixTokens: number;
	hasClassToken: boolean;
	/** The numbers as NumPy's .npy, [tokens, dimensions]. */
	npyFile: string;
	/** PNG of the token grid over the picture. */
	pictureFile?: string;
}

/** One a picture, in order: a picture that cannot be read fails alone. */
export type PictureOutcome =
	| { ok: true; result: EmbeddedPicture }
	| { ok: false; error: PlainError };

export interface EmbedOutcome {
	result: PictureOutcome[];
	backend: BackendInfo;
	/** Wall time, waiting for the engine included. */
	durationMs: number;
}
