import { MAXIMUM_COMPARED_FRAMES } from '../limits';
import type { InformativeCandidate } from './informative';
import { measureFrames } from './measure-frames';
import type { ListedPart } from './part';
import type { FrameSignals } from './types';

/** More looks a second tell nothing new. */
const LOOK_EVERY_SECONDS = 0.1;
/** Of the looks of so long a time the sharpest is kept; a shot shorter than that is a flash. */
const SLOT_SECONDS = 0.25;

/** The sharpest frame of each quarter of a second; the part is decoded once, small. */
export async function findInformativeCandidates(
	part: ListedPart,
): Promise<{ candidates: InformativeCandidate[]; decodedFrames: number }> {
	const { startSeconds, endSeconds } = part.span;
	// Slots of a long video grow.
	const slotSeconds = Math.max(SLOT_SECONDS, (endSeconds - startSeconds) / MAXIMUM_COMPARED_FRAMES);
	const slots = new Map<number, FrameSignals>();
	for await (const signals of measureFrames(part, { everySeconds: LOOK_EVERY_SECONDS })) {
		const slot = Math.max(0, Math.floor((signals.seconds - startSeconds) / slotSeconds));
		const best = slots.get(slot);
		if (!best || signals.sharpness > best.sharpness) slots.set(slot, signals);
	}
	const numbers = [...slots.keys()];
	const ends = [...numbers.slice(1), (endSeconds - startSeconds) / slotSeconds];
	const candidates = numbers.map((slot, index) => ({
		seconds: slots.get(slot)!.seconds,
		// A slot without a frame shows the one before.
		shownSeconds: Math.max(0, (ends[index] - slot) * slotSeconds),
		looks: slots.get(slot)!,
	}));
	return { candidates, decodedFrames: part.allowed.length };
}
