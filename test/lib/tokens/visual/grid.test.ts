import { findGrid, hasClassToken } from '../../../../lib/tokens/visual/grid';

const patch = (edge: number) => ({ patch: { width: edge, height: edge } });
const square = (edge: number) => ({ width: edge, height: edge });

test.each([
	['CLIP B/32', 50, square(224), patch(32), 7, 7, 1],
	['DINOv2', 257, square(224), patch(14), 16, 16, 1],
	['DINOv2 with registers', 261, square(224), { ...patch(14), registerTokens: 4 }, 16, 16, 5],
	['SigLIP', 196, square(224), patch(16), 14, 14, 0],
	['a wide picture', 13, { width: 56, height: 42 }, patch(14), 3, 4, 1],
	['joined patches', 256, square(512), patch(16), 16, 16, 0],
	['joined patches and a class token', 257, square(512), patch(16), 16, 16, 1],
	['OpenVLA, whose files name no patch', 64, square(224), {}, 8, 8, 0],
	['no patch, but a class token', 50, square(224), {}, 7, 7, 1],
	['no patch, but registers', 201, square(224), {}, 14, 14, 5],
	['no patch, and registers that are known', 58, square(64), { registerTokens: 8 }, 7, 7, 9],
	['no patch and a wide picture', 32, { width: 448, height: 224 }, {}, 4, 8, 0],
	['a patch that the tokens do not follow', 64, square(336), patch(14), 8, 8, 0],
])('%s', (_, tokens, size, clues, rows, columns, prefixTokens) => {
	expect(findGrid(tokens, size, clues)).toMatchObject({ rows, columns, prefixTokens });
});

test('tokens that stand for no place form no grid', () => {
	expect(findGrid(32, square(224), {})).toBeUndefined();
	expect(findGrid(32, square(224), patch(16))).toBeUndefined();
	expect(findGrid(64, { width: 448, height: 224 }, {})).toBeUndefined();
});

test('a strip narrower than a patch is not covered', () => {
	const grid = findGrid(6, { width: 50, height: 33 }, patch(16));
	expect(grid).toMatchObject({ rows: 2, columns: 3, covered: { width: 48, height: 32 } });
});

test('registers alone are no class token', () => {
	expect(hasClassToken(1, {})).toBe(true);
	expect(hasClassToken(0, {})).toBe(false);
	expect(hasClassToken(5, { registerTokens: 4 })).toBe(true);
	expect(hasClassToken(4, { registerTokens: 4 })).toBe(false);
});
