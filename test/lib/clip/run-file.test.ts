import { Tensor } from 'onnxruntime-common';
import { inLots, unitRows } from '../../../lib/clip/run-file';

describe('inLots', () => {
	const run = (seen: number[][]) => (lot: number[]) => {
		seen.push(lot);
		return Promise.resolve(lot.map((value) => Float32Array.of(value)));
	};

	it.each([
		[[], 2, []],
		[[1, 2, 3], undefined, [[1, 2, 3]]],
		[[1, 2, 3], 1, [[1], [2], [3]]],
		[
			[1, 2, 3],
			2,
			[
				[1, 2],
				[3, 3],
			],
		],
		[[1, 2], 2, [[1, 2]]],
	])('%j in lots of %j', async (rows, lotSize, lots) => {
		const seen: number[][] = [];
		const vectors = await inLots(rows, lotSize, run(seen));
		expect(seen).toEqual(lots);
		expect(vectors.map(([value]) => value)).toEqual(rows);
	});
});

describe('unitRows', () => {
	const rows = (...values: number[]) => new Tensor('float32', Float32Array.from(values), [2, 2]);

	it('brings each row to unit length', () => {
		const [first, second] = unitRows(rows(3, 4, 0, -2), 2, 'model.onnx', 'texts');
		expect([...first]).toEqual([Math.fround(0.6), Math.fround(0.8)]);
		expect([...second]).toEqual([0, -1]);
	});

	it.each([
		['zeros', [1, 0, 0, 0]],
		['no number', [1, 0, NaN, 1]],
		['infinity', [Infinity, 0, 1, 0]],
	])('refuses a row of %s', (_, values) => {
		expect(() => unitRows(rows(...values), 2, 'model.onnx', 'texts')).toThrow(
			expect.objectContaining({ code: 'CLIP_VECTOR_BROKEN' }) as Error,
		);
	});
});
