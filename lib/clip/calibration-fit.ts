import type { ScoredPair } from './joint-scores';
import type { ScoreKind } from './types';

/** logit = scale x cosine + bias. */
export interface Line {
	scale: number;
	bias: number;
}

/** Logits of 16-bit models are this rough. */
const ALLOWED_RESIDUAL = 0.02;

/** The line through a model's scores, by least squares; undefined where they lie on none that rises. */
export function fitLine(pairs: ScoredPair[], kind: ScoreKind): Line | undefined {
	const through = kind === 'softmax' ? [fitScale(pairs), fitBoth(pairs)] : [fitBoth(pairs)];
	return through.find((line) => line.scale > 0 && isOn(line, pairs));
}

function fitScale(pairs: ScoredPair[]): Line {
	const product = sum(pairs, ({ cosine, logit }) => cosine * logit);
	return { scale: product / sum(pairs, ({ cosine }) => cosine * cosine), bias: 0 };
}

function fitBoth(pairs: ScoredPair[]): Line {
	const cosineMean = sum(pairs, ({ cosine }) => cosine) / pairs.length;
	const logitMean = sum(pairs, ({ logit }) => logit) / pairs.length;
	const product = sum(pairs, ({ cosine, logit }) => (cosine - cosineMean) * (logit - logitMean));
	const scale = product / sum(pairs, ({ cosine }) => (cosine - cosineMean) ** 2);
	return { scale, bias: logitMean - scale * cosineMean };
}

function isOn({ scale, bias }: Line, pairs: ScoredPair[]): boolean {
	const largest = Math.max(...pairs.map(({ logit }) => Math.abs(logit)));
	return pairs.every(
		({ cosine, logit }) => Math.abs(scale * cosine + bias - logit) <= ALLOWED_RESIDUAL * largest,
	);
}

function sum(pairs: ScoredPair[], of: (pair: ScoredPair) => number): number {
	return pairs.reduce((total, pair) => total + of(pair), 0);
}
