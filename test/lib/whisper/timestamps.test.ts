import { secondsPerStamp, splitByTimestamps } from '../../../lib/whisper/timestamps';
import { toyConfig, toyTokens } from './support';

const T = toyTokens.timestampBegin;
const split = (tokens: number[], windowSeconds = 10) =>
	splitByTimestamps(toyConfig, tokens, windowSeconds);
const spans = (tokens: number[], windowSeconds?: number) =>
	split(tokens, windowSeconds).pieces.map(({ startSeconds, endSeconds }) => [
		startSeconds,
		endSeconds,
	]);

it('counts a stamp as a position of the encoder', () => {
	expect(secondsPerStamp(toyConfig)).toBe(1);
});

describe('splitByTimestamps', () => {
	it('cuts between two stamps, and goes on where the last piece ended', () => {
		const tokens = [T, 1, 2, T + 3, T + 3, 4, T + 5, T + 6, 5];
		const { pieces, consumedSeconds, endsWithSingleStamp, toldSeconds } = split(tokens);
		expect(pieces).toEqual([
			{ startSeconds: 0, endSeconds: 3, tokens: [T, 1, 2, T + 3] },
			{ startSeconds: 3, endSeconds: 5, tokens: [T + 3, 4, T + 5] },
		]);
		expect(consumedSeconds).toBe(5);
		expect(toldSeconds).toBe(5);
		expect(endsWithSingleStamp).toBe(false);
	});

	it('takes the whole window when one closing stamp ends it', () => {
		const result = split([T + 1, 1, T + 3, T + 4, 2, T + 7]);
		expect(result.pieces.map(({ endSeconds }) => endSeconds)).toEqual([3, 7]);
		expect(result).toMatchObject({
			consumedSeconds: 10,
			toldSeconds: 7,
			endsWithSingleStamp: true,
		});
	});

	it('makes one piece without a pair, up to its last stamp', () => {
		expect(split([T, 1, 2, T + 4])).toMatchObject({
			pieces: [{ startSeconds: 0, endSeconds: 4 }],
			consumedSeconds: 10,
			toldSeconds: 4,
		});
	});

	it('makes one piece of the window when it has no stamp but the first', () => {
		expect(spans([T, 1, 2])).toEqual([[0, 10]]);
		expect(spans([1, 2], 6.5)).toEqual([[0, 6.5]]);
		expect(spans([], 3)).toEqual([[0, 3]]);
	});

	it('does not tell more than the window holds', () => {
		expect(split([T, 1, T + 9], 4)).toMatchObject({ toldSeconds: 4, consumedSeconds: 4 });
	});

	it('loses no token before the last pair', () => {
		const tokens = [T, 1, T + 1, T + 1, 2, 3, T + 2, T + 4, 5, 6, T + 8];
		expect(split(tokens).pieces.flatMap((piece) => piece.tokens)).toEqual(tokens);
	});
});
