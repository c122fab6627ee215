import type { Task } from '../../inference/types';
import { extractAudioTrack } from './audio-track';
import type { AudioTrackFile } from './types';

/** What crosses to the engine process. */
export interface AudioTrackInput {
	file: string;
	outFile: string;
}

/** Takes the sound out of a video in the engine process. */
export const run: Task<AudioTrackInput, AudioTrackFile> = ({ file, outFile }, { signal }) =>
	extractAudioTrack(file, outFile, { signal });
