import { Tensor } from 'onnxruntime-common';
import { castTensor, floatsOf, floatTensor } from '../../../lib/inference/half';

const through = (...values: number[]) => {
	const half = floatTensor(Tensor, 'float16', Float32Array.from(values), [values.length]);
	expect(half.type).toBe('float16');
	return [...floatsOf(half)];
};

describe('16-bit numbers', () => {
	it('keep what 16 bits can hold', () => {
		const exact = [0, 1, -1, 0.5, 1.5, -1.5, 2048, 65504, -65504, 2 ** -14, 2 ** -24, 3 * 2 ** -24];
		expect(through(...exact)).toEqual(exact);
	});

	it('round to the nearest, ties to even', () => {
		expect(through(1 + 2 ** -11, 1 + 3 * 2 ** -11, 2049, 2051)).toEqual([
			1,
			1 + 2 ** -9,
			2048,
			2052,
		]);
		expect(through(1.9999, 2 ** -25, 0.1)[2]).toBeCloseTo(0.1, 4);
		expect(through(1.9999)).toEqual([2]);
	});

	it('overflow to infinity, and carry what is no number', () => {
		expect(through(65519, 65520, -1e9)).toEqual([65504, Infinity, -Infinity]);
		expect(through(NaN)).toEqual([NaN]);
	});

	it('read every pattern to a number that writes the same pattern', () => {
		const finite = Array.from({ length: 0x10000 }, (_, bits) => bits).filter(
			(bits) => (bits & 0x7c00) !== 0x7c00 && bits !== 0x8000,
		);
		const all = new Tensor('float16', Uint16Array.from(finite), [finite.length]);
		const again = floatTensor(Tensor, 'float16', floatsOf(all), all.dims);
		expect(again.data).toEqual(all.data);
	});
});

describe('castTensor', () => {
	const whole = new Tensor('float32', Float32Array.from([1, 2]), [1, 2]);

	it('leaves a tensor of the type alone', () => {
		expect(castTensor(Tensor, whole, 'float32')).toBe(whole);
		expect(floatsOf(whole)).toBe(whole.data);
	});

	it('goes both ways', () => {
		const half = castTensor(Tensor, whole, 'float16');
		expect(half).toMatchObject({ type: 'float16', dims: [1, 2] });
		expect([...floatsOf(castTensor(Tensor, half, 'float32'))]).toEqual([1, 2]);
	});
});
