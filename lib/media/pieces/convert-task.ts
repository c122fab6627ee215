import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Task } from '../../inference/types';
import { decodeAudio } from '../audio';
import { mediaError } from '../errors';
import { measureFile } from '../file';
import { encodePiece } from './encode-piece';
import { PIECE_SAMPLE_RATE_HZ } from './sample-rate';
import { WavWriter } from './wav-writer';

/** What crosses to the engine process. */
export interface ConversionInput {
	/** Absolute path of any file ffmpeg reads. */
	audioPath: string;
	/** A private folder; the new file is written there. */
	folder: string;
	format: 'wav' | 'mp3';
	/** Default: 'mix'. */
	channel?: 'mix' | number;
	/** Default: 0. */
	startSeconds?: number;
	/** Of what is taken; absent: to the end. */
	maximumSeconds?: number;
}

export interface ConvertedAudio {
	file: string;
	durationSeconds: number;
	sizeBytes: number;
	/** More followed after `maximumSeconds`. */
	isCut: boolean;
	/** Plain sentences on what the file lacks; what lies behind a cut is not looked at. */
	warnings: string[];
}

/** Writes a part of a recording as mono sound at 16 kHz, in the engine process. */
export const run: Task<ConversionInput, ConvertedAudio> = async (input, { signal, progress }) => {
	progress({ stage: 'converting the recording' });
	const wav = await WavWriter.create(path.join(input.folder, `sound-${randomUUID()}.wav`));
	try {
		const { isCut, warnings } = await copyPart(input, wav, signal);
		const startSeconds = input.startSeconds ?? 0;
		if (wav.samples === 0) throw mediaError('NOTHING_IN_PART', { startSeconds });
		const durationSeconds = wav.samples / PIECE_SAMPLE_RATE_HZ;
		const written = await complete(wav, input.format, signal);
		return { ...written, durationSeconds, isCut, warnings };
	} finally {
		await wav.abandon();
	}
};

async function copyPart(input: ConversionInput, wav: WavWriter, signal: AbortSignal) {
	const { audioPath, channel = 'mix', startSeconds = 0, maximumSeconds = Infinity } = input;
	const first = Math.round(startSeconds * PIECE_SAMPLE_RATE_HZ);
	const end = first + Math.round(maximumSeconds * PIECE_SAMPLE_RATE_HZ);
	const decoded = decodeAudio(audioPath, { sampleRateHz: PIECE_SAMPLE_RATE_HZ, channel, signal });
	let position = 0;
	for await (const samples of decoded.samples) {
		const from = Math.min(Math.max(first - position, 0), samples.length);
		await wav.write(samples.subarray(from, end - position));
		position += samples.length;
		if (position > end) return { isCut: true, warnings: [] };
	}
	return { isCut: false, warnings: decoded.warnings() };
}

async function complete(wav: WavWriter, format: 'wav' | 'mp3', signal: AbortSignal) {
	if (format === 'mp3') return await encodePiece(wav, 'mp3', signal);
	await wav.finish();
	return { file: wav.file, sizeBytes: await measureFile(wav.file) };
}
