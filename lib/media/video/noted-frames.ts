import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { throwIfCancelled } from '../../errors';
import { findAbilities } from '../abilities';
import { streamFfmpeg, type FfmpegOutput } from '../ffmpeg';
import { openWorkspace, PRIVATE_FILE_MODE } from '../workspace';
import { filterOptions } from './decoding';
import { NoteQueue } from './note-queue';
import type { VideoInfo } from './types';

export interface NotedRun<T> {
	file: string;
	info: VideoInfo;
	inputOptions: readonly string[];
	/** Filters, the first a selection that prints the time of each frame it takes. */
	filters: string;
	/** Codec and format. */
	outputOptions: readonly string[];
	/** Cuts what ffmpeg writes into frames. */
	cut: (chunks: AsyncIterable<Buffer>) => AsyncIterable<T>;
	/** Decoding beyond this is of no use, seconds of the player's clock. */
	endSeconds: number;
	onProgress?: (seconds: number) => void;
	signal?: AbortSignal;
}

export interface NotedFrame<T> {
	/** True time, seconds of the player's clock. */
	seconds: number;
	frame: T;
}

export interface NotedFrames<T> {
	frames: AsyncIterable<NotedFrame<T>>;
	/** After the end: ffmpeg's complaint, if it had one. */
	problem(): string | undefined;
}

/** Frames come in order of time, except around damage: this much beyond the end there is nothing more to come. */
const SLACK_SECONDS = 2;

/** Runs ffmpeg over one video and pairs each frame it makes with the time that its filter told. */
export function streamNotedFrames<T>(request: NotedRun<T>): NotedFrames<T> {
	const state: { problem?: string } = {};
	return { frames: run(request, state), problem: () => state.problem };
}

async function* run<T>(
	request: NotedRun<T>,
	state: { problem?: string },
): AsyncGenerator<NotedFrame<T>> {
	const { info, signal, onProgress, endSeconds } = request;
	const abilities = await findAbilities();
	const workspace = await openWorkspace();
	const notes = new NoteQueue();
	const closeNotes = () => notes.close();
	let ffmpeg: FfmpegOutput;
	let toldCount = 0;
	let madeCount = 0;
	let isBeyond = false;
	// Newer versions decode ahead of their encoder: what is told may still be on its way.
	const finishWhenDone = () => {
		if (isBeyond && madeCount === toldCount) ffmpeg.finish();
	};
	signal?.addEventListener('abort', closeNotes, { once: true });
	try {
		const filterFile = path.join(workspace.folder, 'filters.txt');
		await writeFile(filterFile, request.filters, { mode: PRIVATE_FILE_MODE });
		ffmpeg = streamFfmpeg({
			file: request.file,
			inputOptions: request.inputOptions,
			outputOptions: [
				...filterOptions(abilities, info.streamIndex, filterFile),
				...request.outputOptions,
			],
			onNote: ({ value, isHeartbeat }) => {
				if (!isHeartbeat) {
					toldCount += 1;
					return notes.push(value / 1e6 - info.originSeconds);
				}
				const seconds = value - info.originSeconds;
				onProgress?.(seconds);
				isBeyond ||= seconds > endSeconds + SLACK_SECONDS;
				finishWhenDone();
			},
			signal,
		});
		for await (const frame of request.cut(ffmpeg.chunks)) {
			const seconds = await notes.next();
			if (seconds === undefined) break;
			madeCount += 1;
			finishWhenDone();
			yield { seconds, frame };
		}
		throwIfCancelled(signal);
		state.problem = ffmpeg.problem();
	} finally {
		signal?.removeEventListener('abort', closeNotes);
		await workspace.close();
	}
}
