import type { ControlTokens } from './config';
import { argmax, logSumExp } from './logits';

/** Forbids, in one row of logits, every token that may not follow `sampled` (the tokens after the prompt). */
export type TokenRules = (logits: Float32Array, sampled: number[]) => void;

/** Whisper's rules: control tokens and non-speech never; time stamps in pairs that do not go back. */
export function createTokenRules(tokens: ControlTokens, withTimestamps: boolean): TokenRules {
	return (logits, sampled) => {
		for (const id of tokens.suppressed) logits[id] = -Infinity;
		if (sampled.length === 0) for (const id of tokens.suppressedAtBegin) logits[id] = -Infinity;
		if (withTimestamps) applyTimestampRules(logits, sampled, tokens);
	};
}

function applyTimestampRules(logits: Float32Array, sampled: number[], tokens: ControlTokens): void {
	const { timestampBegin, endOfText, noTimestamps } = tokens;
	logits[noTimestamps] = -Infinity;
	if (sampled.length === 0) {
		logits.fill(-Infinity, 0, timestampBegin);
		logits.fill(-Infinity, timestampBegin + tokens.maximumInitialTimestampIndex + 1);
		return;
	}
	forbidUnpaired(logits, sampled, timestampBegin, endOfText);
	preferTimestamps(logits, timestampBegin);
}

/** After an opening pair text follows; after one closing stamp another stamp or the end; never a step back. */
function forbidUnpaired(
	logits: Float32Array,
	sampled: number[],
	timestampBegin: number,
	endOfText: number,
): void {
	const isTimestamp = (id: number | undefined) => id === undefined || id >= timestampBegin;
	const lastIsTimestamp = isTimestamp(sampled.at(-1));
	const pairClosed = lastIsTimestamp && isTimestamp(sampled.at(-2));
	if (pairClosed) logits.fill(-Infinity, timestampBegin);
	else if (lastIsTimestamp) logits.fill(-Infinity, 0, endOfText);
	const latest = sampled.findLast((id) => id >= timestampBegin);
	if (latest === undefined) return;
	// A segment has a length: only the stamp that follows a closing one may repeat it.
	logits.fill(-Infinity, timestampBegin, lastIsTimestamp && !pairClosed ? latest : latest + 1);
}

/** When all time stamps together are likelier than any one word, a time stamp it is. */
function preferTimestamps(logits: Float32Array, timestampBegin: number): void {
	const timestamps = logSumExp(logits, timestampBegin, logits.length);
	if (timestamps > logits[argmax(logits, 0, timestampBegin)])
		logits.fill(-Infinity, 0, timestampBegin);
}
