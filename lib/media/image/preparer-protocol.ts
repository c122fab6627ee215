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
	/** Counts the pictures that this thread has begun, for whoever sees it die. */
	begunMemory: SharedArrayBuffer;
	finisher?: Finisher;
}

/** Goes on with prepared pictures in the thread itself, so that no pixels cross. */
export interface Finisher {
	/** Path of a module that exports `createFinish`. */
	module: string;
	/** Plain data for `createFinish`. */
	data: unknown;
	/** Pictures that are finished together, at most; those that wait are not waited for. */
	atMost: number;
}

/** Makes something of pictures, one a picture, in order. A rejection fails them all. */
export type Finish<Made> = (pictures: PreparedImage[]) => Promise<Made[]>;
export type CreateFinish<Data, Made> = (data: Data) => Finish<Made>;

/** A picture with what was made of its pixels. */
export interface FinishedImage<Made> extends Omit<PreparedImage, 'pixels'> {
	made: Made;
}

/** A file to prepare while its round at the gate lasts, or the end. */
export type Order = { file: string; round: number } | 'end';

/** One a file, in the order of the orders. */
export type Reply<Ready> = { image: Ready } | { error: PlainError };
