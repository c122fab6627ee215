import type { ImageSize } from '../media/image/types';
import { type FramePlan, planFrames } from './budget';
import { inWords } from './in-words';
import { tokenCounter } from './token-counter';
import type { Budget } from './types';

/** How many of the wanted frames there may be and how large; without a budget all, at full size. */
export function planWithin(
	budget: Budget | undefined,
	size: ImageSize,
): (wanted: number) => Omit<FramePlan, 'tokensPerFrame'> & { tokensPerFrame?: number } {
	if (!budget) return (wanted) => ({ count: wanted, size });
	const counter = tokenCounter(budget.tokenModel);
	return (wanted) => planFrames(wanted, size, budget.maximumTokens, counter);
}

/** What a budget changed, in a sentence; none where nothing. */
export function budgetWarning(
	budget: Budget | undefined,
	wanted: { count: number; size: ImageSize },
	planned: { count: number; size: ImageSize },
): string[] {
	if (!budget) return [];
	const changes = [
		...(planned.count < wanted.count
			? [`${inWords(planned.count, 'frame')} instead of ${wanted.count}`]
			: []),
		...(planned.size.width < wanted.size.width
			? [`pictures of ${sizeInWords(planned.size)} instead of ${sizeInWords(wanted.size)} pixels`]
			: []),
	];
	if (changes.length === 0) return [];
	return [
		`To stay within ${inWords(budget.maximumTokens, 'token')} for ${budget.tokenModel}: ${changes.join(', ')}.`,
	];
}

function sizeInWords({ width, height }: ImageSize): string {
	return `${width} x ${height}`;
}
