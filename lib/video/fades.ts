/** A run of blank frames, [first, end). */
interface BlankRun {
	first: number;
	end: number;
}

/** A single blank frame is a flash, not a fade. */
const SHORTEST_FADE_FRAMES = 2;

/**
 * Cuts where a video goes through black or white, each in the middle of it, in place of those that a
 * detector saw at its edges; none so near to another that a scene would be too short. Black at the start or the end parts nothing.
 */
export function cutAtFades(
	cuts: readonly number[],
	isBlank: ArrayLike<number>,
	isApart: (from: number, to: number) => boolean,
): number[] {
	const runs = blankRuns(isBlank);
	const isAtFade = (cut: number) => runs.some(({ first, end }) => cut >= first && cut <= end);
	const inner = runs.filter(({ first, end }) => first > 0 && end < isBlank.length);
	const kept = cuts.filter((cut) => !isAtFade(cut));
	for (const { first, end } of inner) {
		const middle = Math.floor((first + end) / 2);
		const isClear = (cut: number) => isApart(Math.min(cut, middle), Math.max(cut, middle));
		if (kept.every(isClear) && isApart(0, middle)) kept.push(middle);
	}
	return kept.sort((a, b) => a - b);
}

function blankRuns(isBlank: ArrayLike<number>): BlankRun[] {
	const runs: BlankRun[] = [];
	for (let frame = 0; frame < isBlank.length; frame++) {
		if (!isBlank[frame]) continue;
		const first = frame;
		while (frame < isBlank.length && isBlank[frame]) frame++;
		if (frame - first >= SHORTEST_FADE_FRAMES) runs.push({ first, end: frame });
	}
	return runs;
}
