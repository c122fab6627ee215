import type { ImageSize } from '../media/image/types';
import type { Looks } from './looks';
import type { ChosenFrame, SampleRequest, Sampling } from './types';

/** A moment that a model is to judge. */
export interface Candidate {
	seconds: number;
	/** A small picture of it. */
	file: string;
	/** How long what it shows is on screen. */
	shownSeconds: number;
	looks?: Looks;
}

/** Frames chosen, before any is written. */
export interface Picked {
	chosen: Chosen[];
	/** Frames decoded for the choice. */
	decodedFrames: number;
	/** Frames there would be without a budget, where they were never all chosen. */
	wanted?: number;
}

export type Chosen = Pick<ChosenFrame, 'seconds' | 'score' | 'scene'>;

/** What the judging of candidates needs to know. */
export interface Candidates {
	candidates: Candidate[];
	/** Of a frame before the budget makes it smaller. */
	size: ImageSize;
	decodedFrames: number;
}

/** What crosses to the engine process. */
export type VideoInput =
	| { kind: 'sample'; request: SampleRequest }
	/** Small pictures of the moments worth judging, into `folder`. */
	| { kind: 'candidates'; request: SampleRequest; folder: string; pictureEdge: number }
	| { kind: 'extract'; request: SampleRequest; picked: Picked };

/** What comes back. */
export type VideoOutput<Input extends VideoInput> = Input extends { kind: 'candidates' }
	? Candidates
	: Sampling;
