import type { PlainError } from '../../errors';
import type { ImageProcessor, PreparedImage, Transparency } from './types';

/** What a thread is started with. */
export interface ThreadStart {
	processor: ImageProcessor;
	transparency: Transparency;
	/** Of the gate that large pictures pass one at a time. */
	gateMemory: SharedArrayBuffer;
	/** This thread's number at the gate; not 0. */
	owner: number;
}

/** A file to prepare, or the end. */
export type Order = { file: string } | 'end';

/** One a file, in the order of the orders. */
export type Reply = { image: PreparedImage } | { error: PlainError };
