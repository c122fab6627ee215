import { dropPast, ensembleAt } from '../../../lib/vla/chunks';

const chunk = (atStep: number, values: number[]) => ({
	atStep,
	actions: values.map((value) => [value, -value]),
});

test('averages what all answers say of a step, the oldest with the most weight', () => {
	const chunks = [chunk(2, [30, 31, 32]), chunk(0, [10, 11, 12]), chunk(1, [20, 21, 22])];
	const weights = [1, Math.exp(-0.01), Math.exp(-0.02)];
	const sum = weights[0] + weights[1] + weights[2];
	const expected = (weights[0] * 12 + weights[1] * 21 + weights[2] * 30) / sum;
	const [value, opposite] = ensembleAt(chunks, 2)!;
	expect(value).toBeCloseTo(expected, 12);
	expect(opposite).toBeCloseTo(-expected, 12);
	expect(value).toBeLessThan((12 + 21 + 30) / 3);
});

test('a step that one answer reaches is that answer; one that none reaches is nothing', () => {
	const chunks = [chunk(0, [10, 11]), chunk(5, [50])];
	expect(ensembleAt(chunks, 1)).toEqual([11, -11]);
	expect(ensembleAt(chunks, 3)).toBeUndefined();
	expect(ensembleAt([], 0)).toBeUndefined();
});

test('answers that agree are not changed, whatever the decay', () => {
	const chunks = [chunk(0, [5, 5, 5]), chunk(1, [5, 5]), chunk(2, [5])];
	for (const decay of [0, 0.01, 3]) expect(ensembleAt(chunks, 2, decay)![0]).toBeCloseTo(5, 12);
});

test('with a large decay the oldest alone counts', () => {
	expect(ensembleAt([chunk(0, [1, 2]), chunk(1, [9])], 1, 1000)).toEqual([2, -2]);
});

test('answers for two robots are not mixed', () => {
	const other = { atStep: 0, actions: [[1, 2, 3]] };
	expect(() => ensembleAt([chunk(0, [1]), other], 0)).toThrow(
		expect.objectContaining({ code: 'ACTION_SIZE' }),
	);
});

test('drops what is wholly past', () => {
	const chunks = [chunk(0, [1, 2]), chunk(1, [1, 2])];
	expect(dropPast(chunks, 1)).toEqual(chunks);
	expect(dropPast(chunks, 2)).toEqual([chunks[1]]);
	expect(dropPast(chunks, 3)).toEqual([]);
});
