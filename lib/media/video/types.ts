import type { ImageSize } from '../image/types';

/** What a video file's headers say of its picture. Times are seconds of the player's clock: the first thing it plays is at 0. */
export interface VideoInfo {
	/** Place among all streams of the file. */
	streamIndex: number;
	codec: string;
	/** ffmpeg's name of the container, for example `mov,mp4,m4a,3gp,3g2,mj2`. */
	formatName: string;
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

/** How frame times were found: from the packets, by decoding where those have none, or by counting at the average rate. */
export type FrameTimesSource = 'packets' | 'decoded' | 'counted';

/** The frames of a video in the order shown, by their true times; read without decoding where the file allows. */
export interface FrameTimes {
	/** Seconds of the player's clock, ascending. */
	seconds: Float64Array;
	/** 1 where a frame can be decoded by itself. */
	isKeyframe: Uint8Array;
	/** Where the last frame ends, as far as the file says. */
	endSeconds: number;
	/** The file breaks off: what is there is listed. */
	isTruncated: boolean;
	source: FrameTimesSource;
	/** Where decoding must start to show the first frame; absent: at the start of the file. */
	seekSeconds?: number;
}

/** Which frames to list: those on screen from start to end. */
export interface FrameTimesRequest {
	startSeconds?: number;
	endSeconds?: number;
	/** List only frames that can be decoded by themselves. */
	keyframesOnly?: boolean;
	signal?: AbortSignal;
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

export interface ExtractionRequest {
	file: string;
	info: VideoInfo;
	/** True times of the frames wanted, ascending, out of `times`. */
	seconds: readonly number[];
	/** What `readFrameTimes` said: with it, few frames of a long file are reached by seeking. */
	times?: FrameTimes;
	/** Private folder the pictures go to. */
	folder: string;
	format: FrameFormat;
	/** 1 to 100, higher is better; JPEG and WebP only. Default 90. */
	quality?: number;
	/** Every picture gets exactly this size. */
	size: ImageSize;
	/** Told now and then how far decoding is. */
	onProgress?: (seconds: number) => void;
	signal?: AbortSignal;
}

/** Frames in ascending order, as they are made. Read once; leaving early ends the work. */
export interface FrameExtraction extends AsyncIterable<FrameFile> {
	/** After the end: times of the frames that could not be decoded. */
	missing(): number[];
	/** After the end: plain sentences on what a person should know. */
	warnings(): string[];
}

export interface RawFramesRequest {
	file: string;
	info: VideoInfo;
	/** What `readFrameTimes` said of the same part: tells where decoding must start. */
	times?: FrameTimes;
	size: ImageSize;
	/** Frames with times from start to before end. */
	startSeconds?: number;
	endSeconds?: number;
	keyframesOnly?: boolean;
	signal?: AbortSignal;
}

/** The sound track of a video as a file of its own. */
export interface AudioTrackFile {
	/** Absolute path: the one asked for, with the extension of its format. */
	file: string;
	format: 'flac' | 'm4a' | 'ogg' | 'mp3';
	mimeType: string;
}
