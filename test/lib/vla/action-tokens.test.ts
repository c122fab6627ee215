import { createActionTokens } from '../../../lib/vla/action-tokens';
import golden from '../../fixtures/golden/openvla.json';

const tokens = createActionTokens(32_000, 256);

test('every token means what it means to the reference', () => {
	for (const [token, value] of Object.entries(golden.decode))
		expect(Math.abs(tokens.decode(Number(token)) - value)).toBeLessThanOrEqual(1e-9);
});

test('numbers become the tokens of the reference', () => {
	for (const [value, token] of golden.encode) expect(tokens.encode(value)).toBe(token);
});

test('tokens that stand for no number are taken for the nearest', () => {
	expect(tokens.decode(5)).toBe(tokens.decode(tokens.first + 1));
	expect(tokens.decode(40_000)).toBe(tokens.decode(tokens.last));
});

test.each([2, 16, 256, 1024])('with %d edges a number comes back within half a bin', (bins) => {
	const some = createActionTokens(50_000, bins);
	const halfBin = 1 / (bins - 1);
	for (let i = 0; i <= 1000; i++) {
		const value = -1 + i / 500;
		const token = some.encode(value);
		expect(token).toBeGreaterThanOrEqual(some.first);
		expect(token).toBeLessThanOrEqual(some.last);
		expect(Math.abs(some.decode(token) - value)).toBeLessThanOrEqual(halfBin + 1e-12);
	}
});

test('a larger number never has a higher token', () => {
	let before = Infinity;
	for (let value = -1.5; value <= 1.5; value += 0.001) {
		const token = tokens.encode(value);
		expect(token).toBeLessThanOrEqual(before);
		before = token;
	}
});
