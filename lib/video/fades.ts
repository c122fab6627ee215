/** A run of blank frames, [first, end). */
interface BlankRun {
	first: number;
	end: number;
}

/** A single blank frame is a flash, not a fade. */
const SHORTEST_FADE_FRAMES = 2;

/**
 * Cuts where a video goes through black or white, each in the middle of it, in place of those that a
 * detector saw at its edges. Black at the start or the end parts nothing.
 */
export function cutAtFades(cuts: readonly number[], isBlank: ArrayLike<number>): number[] {
	const runs = blankRuns(isBlank);
	const isAtFade = (cut: number) => runs.some(({ first, end }) => cut >= first && cut <= end);
	const inner = runs.filter(({ first, end }) => first > 0 && end < isBlank.length);
	const middles = inner.map(({ first, end }) => Math.floor((first + end) / 2));
	return [...cuts.filter((cut) => !isAtFade(cut)), ...middles].sort((a, b) => a - b);
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
