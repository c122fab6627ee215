import { MAXIMUM_SAMPLED_FRAMES } from '../limits';
import { thinEvenly } from './moments';
import type { Located } from './locate';
import { type Part, wantedSize } from './part';
import { budgetWarning, planWithin } from './plan';
import { countStandIns } from './source-frames';
import type { Chosen, Picked } from './task-types';
import { toTimecode } from './timecode';
import type { Sampling } from './types';
import { writeFrames } from './write-frames';

/** Brings chosen frames under the budget, and makes their pictures. */
export async function finish(
	part: Part,
	{ chosen, decodedFrames, wanted = chosen.length }: Picked,
	located: Omit<Located, 'seconds'>,
): Promise<Sampling> {
	const { budget, folder, format, quality } = part.request;
	const size = wantedSize(part);
	const most = Math.min(chosen.length, MAXIMUM_SAMPLED_FRAMES);
	const plan = planWithin(budget, size)(most);
	const kept = thin(chosen, plan.count);
	const written = await writeFrames(
		part,
		kept.map(({ seconds }) => seconds),
		located.whereabouts,
		{ size: plan.size, folder, format, quality },
		'writing the frames',
	);
	const bySeconds = new Map(kept.map((frame) => [frame.seconds, frame]));
	const times = written.files.map(({ seconds }) => seconds);
	const standIns = countStandIns(times, located.countBetween);
	return {
		frames: written.files.map((file, index) => ({
			...bySeconds.get(file.seconds),
			...file,
			sourceFrames: standIns[index],
			...(plan.tokensPerFrame !== undefined && { tokens: plan.tokensPerFrame }),
		})),
		durationSeconds: located.span.endSeconds - located.span.startSeconds,
		sourceFrames: located.countBetween(-Infinity, Infinity),
		decodedFrames: decodedFrames + written.files.length,
		warnings: [
			...located.warnings,
			...written.warnings,
			...missingWarning(written.missing),
			...(most < chosen.length ? [tooMany(chosen.length)] : []),
			...budgetWarning(
				budget,
				{ count: Math.min(wanted, MAXIMUM_SAMPLED_FRAMES), size },
				{ ...plan, count: kept.length },
			),
		],
	};
}

/** The longest scenes; of frames without scenes as many, evenly spread. */
function thin(chosen: Chosen[], count: number): Chosen[] {
	if (chosen.length <= count) return chosen;
	if (!chosen.every(({ scene }) => scene)) return thinEvenly(chosen, count);
	const length = ({ scene }: Chosen) => scene!.endSeconds - scene!.startSeconds;
	return [...chosen]
		.sort((one, other) => length(other) - length(one))
		.slice(0, count)
		.sort((one, other) => one.seconds - other.seconds);
}

function tooMany(scenes: number): string {
	return `The video has ${scenes} scenes; the ${MAXIMUM_SAMPLED_FRAMES} longest were taken. Raise the shortest scene or the threshold to find fewer.`;
}

function missingWarning(missing: number[]): string[] {
	if (missing.length === 0) return [];
	const first = toTimecode(missing[0]);
	return [
		missing.length === 1
			? `The frame at ${first} is damaged and was left out.`
			: `${missing.length} frames are damaged and were left out, the first at ${first}.`,
	];
}
