import { decodeVector, encodeVector, floatsOf, mapOutcome } from '../../../lib/clip/wire';

describe('a vector on its way', () => {
	it('is base64 of little-endian 32-bit floats', () => {
		expect(encodeVector(Float32Array.of(1, -2))).toBe(
			Buffer.from('0000803f000000c0', 'hex').toString('base64'),
		);
	});

	it.each([[[]], [[0.1, -0, 3e38, 1e-45]]])('comes back as it was: %p', (values) => {
		const vector = Float32Array.from(values);
		expect(decodeVector(encodeVector(vector))).toEqual(vector);
	});

	it('may be a part of a larger one', () => {
		const part = Float32Array.of(1, 2, 3, 4).subarray(1, 3);
		expect([...decodeVector(encodeVector(part))]).toEqual([2, 3]);
	});

	it('may begin anywhere in memory', () => {
		const bytes = Buffer.from('ff0000803f', 'hex').subarray(1);
		expect([...floatsOf(bytes)]).toEqual([1]);
	});
});

describe('a changed outcome', () => {
	it('has another result, but the same error', () => {
		const error = { class: 'media' as const, code: 'X', message: 'x' };
		expect(mapOutcome({ ok: true, result: 2 }, String)).toEqual({ ok: true, result: '2' });
		expect(mapOutcome({ ok: false, error }, String)).toEqual({ ok: false, error });
	});
});
