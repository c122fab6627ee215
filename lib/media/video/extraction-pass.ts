import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PRIVATE_FILE_MODE } from '../workspace';
import { inputOptions } from './decoding';
import { videoError } from './errors';
import { streamNotedFrames, type NotedFrame } from './noted-frames';
import { encoderOptions, pictureFilters } from './picture-options';
import type { ExtractionPass } from './plan-extraction';
import { selectTimes } from './selection';
import { splitPictures } from './split-pictures';
import type { ExtractionRequest, FrameFile } from './types';

export interface PassRequest extends ExtractionRequest {
	toneMap: boolean;
	/** A frame's number among all those wanted, by its time. */
	places: ReadonlyMap<number, number>;
}

/** What is gathered on the way. */
export interface ExtractionReport {
	missing: number[];
	warnings: string[];
	problem?: string;
}

/** Makes the pictures of one pass. A shortcut that misses a frame is given up: what is left is decoded from well before it. */
export async function* runPass(
	request: PassRequest,
	pass: ExtractionPass,
	report: ExtractionReport,
): AsyncGenerator<FrameFile> {
	let next = 0;
	for await (const { seconds, frame } of decode(request, pass, report)) {
		const found = findFrom(pass.seconds, next, seconds);
		if (found < 0) continue;
		if (found > next && isShortcut(pass)) break;
		report.missing.push(...pass.seconds.slice(next, found));
		next = found + 1;
		yield await save(request, pass.seconds[found], frame);
		if (next === pass.seconds.length) return;
	}
	const left = pass.seconds.slice(next);
	if (isShortcut(pass)) yield* runPass(request, withoutShortcut(left), report);
	else report.missing.push(...left);
}

/** Index of a frame among those still wanted; -1 where it is none. */
function findFrom(wanted: readonly number[], next: number, seconds: number): number {
	let index = next;
	while (index < wanted.length && wanted[index] < seconds - TOLERANCE_SECONDS) index += 1;
	return wanted[index] < seconds + TOLERANCE_SECONDS ? index : -1;
}

const TOLERANCE_SECONDS = 3e-6;

function isShortcut(pass: ExtractionPass): boolean {
	return !pass.isCareful && (pass.keyframesOnly || pass.seekSeconds !== undefined);
}

const REENTRY_SECONDS = 60;

function withoutShortcut(seconds: number[]): ExtractionPass {
	const seekSeconds = seconds[0] - REENTRY_SECONDS;
	const seek = seekSeconds > 0 ? { seekSeconds } : {};
	return { seconds, keyframesOnly: false, isCareful: true, ...seek };
}

async function* decode(
	{ file, info, size, format, quality, toneMap, onProgress, signal }: PassRequest,
	pass: ExtractionPass,
	report: ExtractionReport,
): AsyncGenerator<NotedFrame<Buffer>> {
	const fileSeconds = pass.seconds.map((seconds) => seconds + info.originSeconds);
	const run = streamNotedFrames({
		file,
		info,
		inputOptions: inputOptions(pass),
		filters: `${selectTimes(fileSeconds)},${pictureFilters(size, format, toneMap)}`,
		outputOptions: encoderOptions(format, quality),
		cut: (chunks) => splitPictures(chunks, format),
		endSeconds: pass.seconds[pass.seconds.length - 1],
		onProgress,
		signal,
	});
	yield* run.frames;
	report.problem ??= run.problem();
}

const EXTENSIONS = { jpeg: 'jpg', png: 'png', webp: 'webp' } as const;

async function save(request: PassRequest, seconds: number, picture: Buffer): Promise<FrameFile> {
	const place = String(request.places.get(seconds)).padStart(6, '0');
	const file = path.resolve(request.folder, `frame-${place}.${EXTENSIONS[request.format]}`);
	await writeFile(file, picture, { mode: PRIVATE_FILE_MODE }).catch(
		(error: NodeJS.ErrnoException) => {
			throw videoError('PICTURE_NOT_SAVED', { reason: error.code ?? error.message }, error);
		},
	);
	return { seconds, file, size: request.size };
}
