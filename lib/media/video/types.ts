import type { ImageSize } from '../image/types';

/** What a video file's headers say of its picture. Times are seconds of the player's clock: the first thing it plays is at 0. */
export interface VideoInfo {
	/** Place among all streams of the file. */
	streamIndex: number;
	codec: string;
	/** As shown: after rotation, and with square pixels. */
	size: ImageSize;
	/** Clockwise turn that the metadata asks for; ffmpeg applies it by itself. */
	rotationDegrees: 0 | 90 | 180 | 270;
	/** Average; undefined where the container does not say. */
	framesPerSecond?: number;
	/** Time stamp in the file of what the player's clock calls 0. */
	originSeconds: number;
	/** What the header claims; it may lie. */
	durationSeconds?: number;
	/** Brighter than screens show (PQ or HLG). */
	isHdr: boolean;
	hasAudio: boolean;
}

/** The frames of a video in the order shown, by their true times; read without decoding. */
export interface FrameTimes {
	/** Seconds of the player's clock, ascending. */
	seconds: Float64Array;
	/** 1 where a frame can be decoded by itself. */
	isKeyframe: Uint8Array;
	/** Where the last frame ends, as far as the file says. */
	endSeconds: number;
	/** The file breaks off: what is there is listed. */
	isTruncated: boolean;
}

export type FrameFormat = 'jpeg' | 'png' | 'webp';

/** A frame of a video as a picture file. */
export interface FrameFile {
	/** The frame's true time, seconds of the player's clock. */
	seconds: number;
	/** Absolute path. */
	file: string;
	size: ImageSize;
}

/** A frame as small raw RGB, for signals. */
export interface RawFrame {
	seconds: number;
	/** [height, width, 3], valid until the next frame is asked for. */
	data: Uint8Array;
}
