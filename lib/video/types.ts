import type { ImageSize } from '../media/image/types';
import type { FrameFormat } from '../media/video/types';

export type Strategy = 'interval' | 'count' | 'scenes' | 'informative' | 'relevant';

/** A moment chosen out of a video. */
export interface ChosenFrame {
	/** True time of the frame on screen at the moment asked for: the last with a time not above it. */
	seconds: number;
	/** 0..1, higher is better; what it means depends on the strategy. Absent where all are alike. */
	score?: number;
	/** Source frames that this one stands for: those from halfway to its neighbours. */
	sourceFrames: number;
	/** Scenes only. */
	scene?: { index: number; startSeconds: number; endSeconds: number };
}

/** Cheap numbers of one source frame, out of the small picture. */
export interface FrameSignals {
	seconds: number;
	/** Mean absolute change of hue, saturation and value since the frame before (PySceneDetect's components, 0..255). */
	hueChange: number;
	saturationChange: number;
	valueChange: number;
	/** Mean of the grey values, 0..255: fades to black. */
	brightness: number;
	/** Variance of the Laplacian. */
	sharpness: number;
	/** 64-bit difference hash, as two 32-bit halves. */
	hash: [number, number];
	/** Mean red, green and blue of the 4 x 4 parts of the picture, 0..255: two plain pictures have the same hash. */
	colours: number[];
}

/** What a sampling may cost. */
export interface Budget {
	maximumTokens: number;
	/** A model of lib/tokens' table. */
	tokenModel: string;
}

export interface SampleRequest {
	videoPath: string;
	/** Where the pictures go. */
	folder: string;
	strategy: Strategy;
	/** interval: seconds between frames. */
	intervalSeconds: number;
	/** count, informative, relevant: the most frames. */
	count: number;
	startSeconds?: number;
	endSeconds?: number;
	keyframesOnly: boolean;
	/** Pictures are made no wider; never enlarged. */
	maximumWidth?: number;
	format: FrameFormat;
	/** 1 to 100, higher is better; JPEG and WebP only. Absent: that of the extraction. */
	quality?: number;
	budget?: Budget;
	scenes: {
		detector: 'content' | 'adaptive';
		threshold?: number;
		minimumSeconds: number;
		/** Where in a scene its frame is taken: 0 start, 0.5 middle, 1 end. */
		place: number;
	};
}

export interface SampledFrame extends ChosenFrame {
	file: string;
	size: ImageSize;
	/** For the budget's model, where one is given. */
	tokens?: number;
}

export interface Sampling {
	frames: SampledFrame[];
	/** Of the part between start and end, seconds. */
	durationSeconds: number;
	/** Source frames in that part. */
	sourceFrames: number;
	/** Frames that were decoded at full or low resolution to get there. */
	decodedFrames: number;
	/** What a person should know: the file breaks off, HDR shown flat, the budget made pictures smaller. */
	warnings: string[];
}
