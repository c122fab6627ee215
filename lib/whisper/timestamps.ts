import type { WhisperConfig } from './config';

/** A piece of a window between two time stamps. */
export interface TimedTokens {
	/** Seconds from the window's start. */
	startSeconds: number;
	endSeconds: number;
	/** Text and time stamp tokens. */
	tokens: number[];
}

export interface SplitWindow {
	pieces: TimedTokens[];
	/** How much of the window was told, in seconds: the next window begins there. */
	consumedSeconds: number;
	/** True when the text ends with one closing stamp: by the model's word nothing follows in this window. */
	endsWithSingleStamp: boolean;
	/** Where the last piece ends, in seconds. */
	toldSeconds: number;
}

/** Cuts a window's tokens at its time stamp pairs; `windowSeconds` is how much of it is sound. */
export function splitByTimestamps(
	config: WhisperConfig,
	tokens: number[],
	windowSeconds: number,
): SplitWindow {
	const { timestampBegin } = config.tokens;
	const isTimestamp = (id: number | undefined) => id !== undefined && id >= timestampBegin;
	const secondsOf = (id: number) => (id - timestampBegin) * secondsPerStamp(config);
	const endsWithSingleStamp = isTimestamp(tokens.at(-1)) && !isTimestamp(tokens.at(-2));
	const cuts = tokens.flatMap((id, i) =>
		i > 0 && isTimestamp(id) && isTimestamp(tokens[i - 1]) ? [i] : [],
	);

	if (cuts.length === 0) {
		const last = tokens.findLast(isTimestamp);
		const endSeconds =
			last !== undefined && last !== timestampBegin ? secondsOf(last) : windowSeconds;
		const toldSeconds = Math.min(endSeconds, windowSeconds);
		const pieces = [{ startSeconds: 0, endSeconds: toldSeconds, tokens }];
		return { pieces, consumedSeconds: windowSeconds, endsWithSingleStamp, toldSeconds };
	}
	if (endsWithSingleStamp) cuts.push(tokens.length);
	const pieces = cuts.map((cut, i) => {
		const piece = tokens.slice(cuts[i - 1] ?? 0, cut);
		const [startSeconds, endSeconds] = [piece[0], piece[piece.length - 1]].map(secondsOf);
		return { startSeconds, endSeconds, tokens: piece };
	});
	const toldSeconds = pieces[pieces.length - 1].endSeconds;
	const consumedSeconds = endsWithSingleStamp ? windowSeconds : toldSeconds;
	return { pieces, consumedSeconds, endsWithSingleStamp, toldSeconds };
}

/** 0.02 in every published model. */
export function secondsPerStamp(config: WhisperConfig): number {
	return config.windowSamples / config.sampleRateHz / config.encoderPositions;
}
