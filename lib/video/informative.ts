import { dot } from '../clip/vectors';
import { isBlank, type Looks, looksDistance } from './looks';

/** A frame that may be kept. */
export interface InformativeCandidate {
	seconds: number;
	/** How long the frame stands, until the next candidate. */
	shownSeconds: number;
	looks: Looks;
	/** Unit vector in a model's space, where one looked. */
	embedding?: Float32Array;
}

/** A kept frame: its place among the candidates, and what it adds, 0..1. */
export interface Kept {
	index: number;
	score: number;
}

/** Frames of one picture, apart in noise, small movement or focus only. */
export interface Run {
	/** Place of the sharpest among the candidates. */
	index: number;
	shownSeconds: number;
}

/** Two looks nearer than this are one picture. */
const SAME_PICTURE = 0.2;
/** Cosine distance of CLIP's embeddings at which two pictures show something quite different. */
const FAR_COSINE = 0.4;
/** A picture shown so long counts half. */
const HALF_WEIGHT_SECONDS = 1;
/** What adds less is not worth a frame. */
const GAIN_FLOOR = 0.1;

/**
 * The frames that tell most, at most `count`, in the order of time: each time the one with the highest
 * gain, that is how different it is from all that is kept, by how long it is shown. Black and white
 * frames only where there is nothing else.
 */
export function chooseInformative(candidates: InformativeCandidate[], count: number): Kept[] {
	const runs = joinRuns(candidates);
	const visible = runs.filter(({ index }) => !isBlank(candidates[index].looks));
	const kept = keepBest(candidates, visible.length > 0 ? visible : runs, count);
	return kept.sort((one, other) => one.index - other.index);
}

/** Joins candidates that repeat the one before them; of each run the sharpest stands for all. */
export function joinRuns(candidates: InformativeCandidate[]): Run[] {
	const runs: (Run & { anchor: number })[] = [];
	for (const [index, candidate] of candidates.entries()) {
		const run = runs.at(-1);
		// Against the first, not the last: a slow pan ends in another picture.
		if (!run || distance(candidates[run.anchor], candidate) >= SAME_PICTURE) {
			runs.push({ anchor: index, index, shownSeconds: candidate.shownSeconds });
			continue;
		}
		run.shownSeconds += candidate.shownSeconds;
		if (candidate.looks.sharpness > candidates[run.index].looks.sharpness) run.index = index;
	}
	return runs.map(({ index, shownSeconds }) => ({ index, shownSeconds }));
}

function keepBest(candidates: InformativeCandidate[], runs: Run[], count: number): Kept[] {
	const kept: Kept[] = [];
	const novelty = runs.map(() => 1);
	while (kept.length < Math.min(count, runs.length)) {
		const gains = runs.map((run, place) => novelty[place] * weight(run));
		const best = gains.indexOf(Math.max(...gains));
		if (kept.length > 0 && gains[best] < GAIN_FLOOR) break;
		kept.push({ index: runs[best].index, score: gains[best] });
		const chosen = candidates[runs[best].index];
		for (const [place, { index }] of runs.entries()) {
			const far = distance(candidates[index], chosen);
			novelty[place] = Math.min(novelty[place], far < SAME_PICTURE ? 0 : far);
		}
	}
	return kept;
}

function weight({ shownSeconds }: Run): number {
	return shownSeconds / (shownSeconds + HALF_WEIGHT_SECONDS);
}

/** The smaller of both views: a frame repeats another when either says so. */
function distance(one: InformativeCandidate, other: InformativeCandidate): number {
	const byLooks = looksDistance(one.looks, other.looks);
	if (!one.embedding || !other.embedding) return byLooks;
	return Math.min(byLooks, (1 - dot(one.embedding, other.embedding)) / FAR_COSINE);
}
