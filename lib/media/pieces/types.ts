/** What crosses to the engine process: a recording, and what one upload may be. */
export interface AudioPiecesInput {
	/** Absolute path of any file ffmpeg reads. */
	audioPath: string;
	/** A private folder; the pieces are written there. */
	folder: string;
	/** All channels mixed, or one channel, counted from 0. */
	channel: 'mix' | number;
	/** Of one piece. */
	maximumBytes: number;
	/** Of one piece; absent: as long as `maximumBytes` allows. */
	maximumSeconds?: number;
}

/** Containers that speech services take. */
export type AudioFormat = 'flac' | 'm4a' | 'mp3' | 'mp4' | 'ogg' | 'wav' | 'webm';

/** A stretch of a recording as a file of its own. */
export interface AudioPiece {
	file: string;
	/** The extension by which a service knows what it is. */
	format: AudioFormat;
	sizeBytes: number;
	/** Place in the recording, exact to the sample. */
	startSeconds: number;
	endSeconds: number;
	/** There was no pause where it had to end: a word may be cut. */
	endsInSound: boolean;
}

/** A recording in pieces, one behind the other without a gap. */
export interface AudioPieces {
	durationSeconds: number;
	/** One, the recording's own file, where that may go up as it is. */
	pieces: AudioPiece[];
	/** Plain sentences on what the file lacks. */
	warnings: string[];
}
