import type { ImageSize } from '../media/image/types';
import { type FramePlan, planFrames } from './budget';
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
		...(planned.count < wanted.count ? [`${planned.count} frames instead of ${wanted.count}`] : []),
		...(planned.size.width < wanted.size.width
			? [`pictures of ${inWords(planned.size)} instead of ${inWords(wanted.size)} pixels`]
			: []),
	];
	if (changes.length === 0) return [];
	return [
		`To stay within ${budget.maximumTokens} tokens for ${budget.tokenModel}: ${changes.join(', ')}.`,
	];
}

function inWords({ width, height }: ImageSize): string {
	return `${width} x ${height}`;
}
