import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { TaskContext } from '../inference/types';
import { innerProductModel } from './inner-product-model';

/** Inner products of each of `some` with each of `all`, row by row. */
export type Products = (
	some: Float32Array,
	all: Float32Array,
	dimensions: number,
) => Promise<Float32Array>;

/** The runtime's matrix product: fifty times the speed of a loop. */
export async function openProducts({
	backend,
	keep,
	temporaryFolder,
}: TaskContext): Promise<Products> {
	const { Tensor } = backend;
	const session = await keep('inner products', async () => {
		const file = path.join(temporaryFolder, 'inner-products.onnx');
		await writeFile(file, innerProductModel());
		// Graphics cards calculate with fewer bits than the comparison with a threshold needs.
		const onProcessor = { executionProviders: ['cpu'] };
		return await backend.createSession(file, backend.backend === 'native' ? onProcessor : {});
	});
	return async (some, all, dimensions) => {
		const rows = (data: Float32Array) =>
			new Tensor('float32', data, [data.length / dimensions, dimensions]);
		const { products } = await session.run({ some: rows(some), all: rows(all) });
		return products.data as Float32Array;
	};
}
