import { chooseInformative, type InformativeCandidate } from '../../../lib/video/informative';
import type { Looks } from '../../../lib/video/looks';
import { black, looks } from './support';

/** A candidate each 0.5 s; `shown` says what each shows. */
function candidates(shown: Looks[], embeddings?: number[][]): InformativeCandidate[] {
	return shown.map((look, index) => ({
		seconds: index / 2,
		shownSeconds: 0.5,
		looks: look,
		...(embeddings && { embedding: Float32Array.from(embeddings[index]) }),
	}));
}

const held = (picture: number, times: number) =>
	Array.from({ length: times }, (_, index) => looks(picture, { sharpness: 100 + (index % 3) }));

const places = (kept: { index: number }[]) => kept.map(({ index }) => index);

describe('the most informative frames', () => {
	it('are one of each of five stills, none of a second of black', () => {
		const shown = [
			...held(1, 20),
			...held(2, 20),
			black(),
			black(),
			...held(3, 20),
			...held(4, 20),
		];
		const kept = chooseInformative(candidates([...shown, ...held(5, 20)]), 10);
		expect(places(kept)).toEqual([2, 22, 44, 64, 84]);
		expect(kept.every(({ score }) => score > 0 && score <= 1)).toBe(true);
	});

	it('are at most so many, the longest shown first', () => {
		const shown = [...held(1, 5), ...held(2, 20), ...held(3, 10)];
		expect(places(chooseInformative(candidates(shown), 1))).toEqual([7]);
		expect(chooseInformative(candidates(shown), 2)).toHaveLength(2);
		expect(chooseInformative(candidates(shown), 0)).toEqual([]);
	});

	it('are the sharpest of each picture', () => {
		const shown = held(1, 9).map((look, index) => ({ ...look, sharpness: index === 6 ? 500 : 90 }));
		expect(places(chooseInformative(candidates(shown), 3))).toEqual([6]);
	});

	it('hold a picture once that comes back', () => {
		const shown = [...held(1, 10), ...held(2, 10), ...held(1, 12)];
		expect(chooseInformative(candidates(shown), 9)).toHaveLength(2);
	});

	it('do not hold what flashes by', () => {
		const flash: InformativeCandidate = { seconds: 5, shownSeconds: 0.05, looks: looks(2) };
		const shown = candidates([...held(1, 10), ...held(1, 10)]);
		expect(chooseInformative([...shown.slice(0, 10), flash, ...shown.slice(10)], 9)).toHaveLength(
			1,
		);
	});

	it('are black where there is nothing else', () => {
		expect(chooseInformative(candidates([black(), black()]), 5)).toHaveLength(1);
	});

	it('see a slow pan as more than one picture', () => {
		const pan = Array.from({ length: 40 }, (_, index) =>
			looks(1, { hash: [2 ** Math.min(31, index) - 1, 0], colours: looks(1).colours }),
		);
		expect(chooseInformative(candidates(pan), 9).length).toBeGreaterThan(1);
	});

	it('do not repeat what a model holds for the same', () => {
		const shown = [...held(1, 10), ...held(2, 10)];
		const same = shown.map(() => [1, 0]);
		expect(chooseInformative(candidates(shown, same), 9)).toHaveLength(1);
		const different = shown.map((_, index) => (index < 10 ? [1, 0] : [0, 1]));
		expect(chooseInformative(candidates(shown, different), 9)).toHaveLength(2);
	});

	it('are none of nothing', () => {
		expect(chooseInformative([], 5)).toEqual([]);
	});
});
