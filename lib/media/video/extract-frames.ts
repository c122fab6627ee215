import { throwIfCancelled } from '../../errors';
import { findAbilities } from '../abilities';
import { videoError } from './errors';
import { inOrder } from './in-order';
import { runPass, type ExtractionReport } from './extraction-pass';
import { planExtraction, type ExtractionPass } from './plan-extraction';
import type { ExtractionRequest, FrameExtraction, FrameFile } from './types';

/** Makes picture files of exactly the frames of the times asked for; those that cannot be decoded are left out and told. */
export function extractFrames(request: ExtractionRequest): FrameExtraction {
	const report: ExtractionReport = { missing: [], warnings: [] };
	const frames = extract(request, report);
	return {
		[Symbol.asyncIterator]: () => frames,
		missing: () => [...report.missing],
		warnings: () => [...report.warnings],
	};
}

/** Two make use of two processors; more would double the memory again. */
const PASSES_AT_ONCE = 2;

async function* extract(
	request: ExtractionRequest,
	report: ExtractionReport,
): AsyncGenerator<FrameFile> {
	throwIfCancelled(request.signal);
	if (request.seconds.length === 0) return;
	const { canToneMap } = await findAbilities();
	if (request.info.isHdr && !canToneMap) report.warnings.push(FLAT_HDR);
	const passes = planExtraction(request.info, request.times, request.seconds);
	const toneMap = request.info.isHdr && canToneMap;
	// Passes side by side already use two processors.
	const threads = passes.length > 1 ? 1 : undefined;
	const places = new Map(request.seconds.map((seconds, index) => [seconds, index + 1]));
	const run = (pass: ExtractionPass, signal?: AbortSignal) =>
		runPass({ ...request, signal, toneMap, places, threads }, pass, report);
	let made = 0;
	const frames =
		passes.length === 1
			? run(passes[0], request.signal)
			: inOrder(passes, run, PASSES_AT_ONCE, request.signal);
	for await (const frame of frames) {
		made += 1;
		yield frame;
	}
	report.missing.sort((a, b) => a - b);
	if (made === 0) throw nothingMade(request, report);
}

const FLAT_HDR =
	'The video is HDR, and this ffmpeg cannot convert its colours: pictures look flat. A complete ffmpeg (with zscale and tonemap) shows them right.';

/** Without an encoder, frames are decoded all right. */
function nothingMade({ format }: ExtractionRequest, { problem }: ExtractionReport): Error {
	if (problem && /encoder/i.test(problem)) {
		return videoError('PICTURES_NOT_MADE', { format: format.toUpperCase(), reason: problem });
	}
	return videoError('NO_FRAMES', { reason: problem ?? 'none of the frames asked for came out' });
}
