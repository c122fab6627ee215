import { Tensor } from 'onnxruntime-common';
import { keepRows, stackCaches } from '../../../lib/whisper/cache-rows';
import type { DecoderCache } from '../../../lib/whisper/network';

/** A row is the numbers 10 x row, 10 x row + 1, ... */
function tensorOf(rows: number[], width = 3): Tensor {
	const data = Float32Array.from(
		rows.flatMap((row) => [0, 1, 2].slice(0, width).map((i) => row * 10 + i)),
	);
	return new Tensor('float32', data, [rows.length, 1, width]);
}

const cacheOf = (...rows: number[]): DecoderCache => ({
	rows: rows.length,
	self: new Map([['past.0', tensorOf(rows)]]),
	cross: new Map([['sound.0', tensorOf(rows, 2)]]),
});

const firstOf = (tensor: Tensor) => {
	const width = tensor.size / tensor.dims[0];
	const data = [...(tensor.data as Float32Array)];
	expect(data).toHaveLength(tensor.size);
	return data.filter((_, i) => i % width === 0).map((value) => value / 10);
};
const selfRows = ({ self }: DecoderCache) => firstOf(self.get('past.0')!);
const soundRows = ({ cross }: DecoderCache) => firstOf(cross.get('sound.0')!);

describe('stackCaches', () => {
	it('puts windows one after another, each as often as asked', () => {
		const stacked = stackCaches(Tensor, [cacheOf(1), cacheOf(2), cacheOf(3)], 2);
		expect(stacked.rows).toBe(6);
		expect(selfRows(stacked)).toEqual([1, 1, 2, 2, 3, 3]);
		expect(soundRows(stacked)).toEqual([1, 1, 2, 2, 3, 3]);
		expect(stacked.self.get('past.0')!.dims).toEqual([6, 1, 3]);
	});

	it('takes one window as it is', () => {
		const single = cacheOf(4);
		expect(stackCaches(Tensor, [single], 1).cross.get('sound.0')).toBe(single.cross.get('sound.0'));
	});

	it('keeps 16-bit numbers 16-bit', () => {
		const half = () => new Tensor('float16', Uint16Array.from([1, 2]), [1, 2]);
		const cache = () => ({
			rows: 1,
			self: new Map([['a', half()]]),
			cross: new Map<string, Tensor>(),
		});
		const { self } = stackCaches(Tensor, [cache(), cache()], 1);
		expect(self.get('a')).toMatchObject({ type: 'float16', dims: [2, 2] });
	});
});

describe('keepRows', () => {
	const batch = () =>
		stackCaches(
			Tensor,
			[1, 2, 3, 4, 5].map((row) => cacheOf(row)),
			1,
		);

	it('moves the last rows into the places of the finished', () => {
		const cache = batch();
		keepRows(Tensor, cache, [4, 1, 3], true);
		expect(cache.rows).toBe(3);
		expect(selfRows(cache)).toEqual([5, 2, 4]);
		expect(soundRows(cache)).toEqual([5, 2, 4]);
		keepRows(Tensor, cache, [2], true);
		expect(selfRows(cache)).toEqual([4]);
		expect(soundRows(cache)).toEqual([4]);
	});

	it('copies beams, and leaves the sound they share', () => {
		const cache = stackCaches(Tensor, [cacheOf(1)], 3);
		(cache.self.get('past.0')!.data as Float32Array).set([0, 0, 0, 10, 10, 10, 20, 20, 20]);
		keepRows(Tensor, cache, [2, 2, 0], false);
		expect(selfRows(cache)).toEqual([2, 2, 0]);
		expect(soundRows(cache)).toEqual([1, 1, 1]);
		keepRows(Tensor, cache, [1, 2], false);
		expect(selfRows(cache)).toEqual([2, 0]);
		expect(soundRows(cache)).toEqual([1, 1]);
	});

	it('touches nothing when every row stays', () => {
		const cache = batch();
		const before = cache.self.get('past.0');
		keepRows(Tensor, cache, [0, 1, 2, 3, 4], true);
		expect(cache.self.get('past.0')).toBe(before);
	});
});
