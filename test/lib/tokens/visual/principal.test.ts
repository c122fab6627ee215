import { principalComponents } from '../../../../lib/tokens/visual/principal';
import { goldenArray, largestDifference } from './golden';

const columns = (all: Float32Array, count: number) =>
	Array.from({ length: count }, (_, column) => all.filter((_, i) => i % count === column));

test.each([
	['more numbers than tokens', 'components', 128],
	['more tokens than numbers', 'components-tall', 16],
])('%s: places as by NumPy', async (_, name, dimensions) => {
	const tokens = await goldenArray('clip-shapes-chelsea');
	const found = principalComponents(tokens, dimensions, 3);
	columns(await goldenArray(name), 3).forEach((expected, i) =>
		expect(largestDifference(found[i], expected)).toBeLessThan(1e-4),
	);
});

test('directions of equal weight do not go on for ever, and are the same each time', () => {
	const corners = Float32Array.from([1, 0, 0, 0, 1, 0, 0, 0, 1, -1, 0, 0, 0, -1, 0, 0, 0, -1]);
	const found = principalComponents(corners, 3, 3);
	expect(found).toEqual(principalComponents(corners, 3, 3));
	for (const direction of found) expect(Math.hypot(...direction)).toBeCloseTo(Math.SQRT2, 6);
});

test('what does not differ has no directions', () => {
	const nothing = new Float64Array(4);
	expect(principalComponents(new Float32Array(12).fill(3), 3, 3)).toEqual([
		nothing,
		nothing,
		nothing,
	]);
	const line = principalComponents(Float32Array.of(0, 0, 1, 2, 2, 4, 9, 18), 2, 3);
	expect(line[0][3]).toBeCloseTo(6 * Math.sqrt(5), 6);
	expect(line.slice(1)).toEqual([nothing, nothing]);
	expect(principalComponents(Float32Array.of(1, 2), 2, 3)).toEqual(
		Array(3).fill(new Float64Array(1)),
	);
});
