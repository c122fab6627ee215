import { throwIfCancelled } from '../../errors';
import { findAbilities } from '../abilities';
import { videoError } from './errors';
import { runPass, type ExtractionReport } from './extraction-pass';
import { planExtraction } from './plan-extraction';
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

async function* extract(
	request: ExtractionRequest,
	report: ExtractionReport,
): AsyncGenerator<FrameFile> {
	throwIfCancelled(request.signal);
	if (request.seconds.length === 0) return;
	const { canToneMap } = await findAbilities();
	if (request.info.isHdr && !canToneMap) report.warnings.push(FLAT_HDR);
	const toneMap = request.info.isHdr && canToneMap;
	const places = new Map(request.seconds.map((seconds, index) => [seconds, index + 1]));
	let made = 0;
	// One after the other: each uses all threads, and two at once take more memory and no less time.
	for (const pass of planExtraction(request.info, request.times, request.seconds)) {
		for await (const frame of runPass({ ...request, toneMap, places }, pass, report)) {
			made += 1;
			yield frame;
		}
	}
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
