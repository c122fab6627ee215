import { dot } from '../clip/vectors';
import type { Kept } from './informative';

/** A moment that a model compared with the question. */
export interface RelevantCandidate {
	seconds: number;
	/** Cosine with the question. */
	similarity: number;
	/** Unit vector of the picture; without it only time keeps frames apart. */
	embedding?: Float32Array;
}

/** Logits: a moment that the model holds for less than a tenth as likely as the best is no answer. */
const REACH_OF_BEST = Math.log(10);
/** Nor is one that is nearer to what the video mostly shows than to the best. */
const HALFWAY = 0.5;
/** Logits: where what the video mostly shows is as near to the best, all moments are alike. */
const SMALLEST_RANGE = 1;
/** What a frame must add beyond those already taken. */
const GAIN_FLOOR = 0.3;
/** How much of its worth a frame beside a taken one loses: the first part anyway, the second as they look alike. */
const NEAR_PENALTY = 0.6;
const ALIKE_PENALTY = 0.6;
/** Two pictures with a lower cosine do not look alike. */
const ALIKE_ABOVE = 0.8;
const SHORTEST_REACH_SECONDS = 1;

/**
 * The moments that answer a question, at most `count`, in the order of time: each time the one with the
 * highest relevance, less what it shares in time and looks with those taken, so that neighbours of one
 * peak do not crowd out another.
 */
export function chooseRelevant(
	candidates: RelevantCandidate[],
	count: number,
	{ logitScale }: { logitScale: number },
): Kept[] {
	if (candidates.length === 0) return [];
	const relevance = relevanceOf(candidates.map(({ similarity }) => similarity * logitScale));
	const reach = reachSeconds(candidates, count);
	const taken: Kept[] = [];
	const overlap = candidates.map(() => 0);
	while (taken.length < Math.min(count, candidates.length)) {
		const gains = relevance.map((value, index) =>
			value === 0 ? -Infinity : value - overlap[index],
		);
		const best = gains.indexOf(Math.max(...gains));
		if (gains[best] < GAIN_FLOOR) break;
		taken.push({ index: best, score: relevance[best] });
		for (const [index, candidate] of candidates.entries()) {
			const shared = index === best ? Infinity : overlapOf(candidate, candidates[best], reach);
			overlap[index] = Math.max(overlap[index], shared);
		}
	}
	return taken.sort((one, other) => one.index - other.index);
}

/** 1 for the best, falling with the likelihood as the model sees it; 0 for what is no answer. */
function relevanceOf(logits: number[]): number[] {
	const sorted = [...logits].sort((a, b) => a - b);
	const usual = sorted[Math.floor((sorted.length - 1) / 2)];
	const best = sorted[sorted.length - 1];
	const areAlike = best - usual < SMALLEST_RANGE;
	const lowest = Math.max(
		best - REACH_OF_BEST,
		areAlike ? -Infinity : usual + HALFWAY * (best - usual),
	);
	return logits.map((logit) => (logit < lowest ? 0 : Math.exp((logit - best) / REACH_OF_BEST)));
}

/** So far a frame speaks for its surroundings. */
function reachSeconds(candidates: RelevantCandidate[], count: number): number {
	const lengthSeconds = candidates[candidates.length - 1].seconds - candidates[0].seconds;
	return Math.max(SHORTEST_REACH_SECONDS, lengthSeconds / (2 * count));
}

function overlapOf(one: RelevantCandidate, other: RelevantCandidate, reach: number): number {
	const near = Math.exp(-(((one.seconds - other.seconds) / reach) ** 2));
	const cosine = one.embedding && other.embedding ? dot(one.embedding, other.embedding) : 1;
	const alike = Math.max(0, (cosine - ALIKE_ABOVE) / (1 - ALIKE_ABOVE));
	return near * (NEAR_PENALTY + ALIKE_PENALTY * alike);
}
