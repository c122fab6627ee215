import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { readExternalData } from '../../../../lib/inference/backends/external-data';
import { externalLocations } from '../../../../lib/models/external-locations';
import { poolMaker, request } from '../support';
import { modelWithExternalWeights } from './tiny-onnx';

const makePool = poolMaker();
const LONG_NAME = `${'long_'.repeat(40)}.onnx_data`;
let folder: string;

beforeEach(() => {
	folder = mkdtempSync(path.join(os.tmpdir(), 'external-data-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function writeModel(location: string): string {
	const file = path.join(folder, 'model.onnx');
	writeFileSync(file, modelWithExternalWeights(location));
	const weights = path.resolve(folder, location);
	mkdirSync(path.dirname(weights), { recursive: true });
	if (weights.startsWith(folder)) writeFileSync(weights, Buffer.from(Float32Array.of(40).buffer));
	return file;
}

describe('weights in a file beside the model', () => {
	it.each(['cpu', 'wasm'] as const)('are found (%s)', async (device) => {
		const model = writeModel('model.onnx_data');
		const engine = { modelId: 'external', device };
		const { output } = await makePool().run(request('add-weights', { model, x: 2 }, { engine }));
		expect(output).toBe(42);
	});

	it.each(['model.onnx_data', LONG_NAME, 'parts/été.bin'])('may be called %s', async (location) => {
		const file = writeModel(location);
		const [{ path: name, data }] = await readExternalData(file, modelWithExternalWeights(location));
		expect(name).toBe(location);
		expect(data).toHaveLength(4);
	});

	it.each(['../outside.bin', '/etc/hostname', '..'])(
		'may not lie outside (%s)',
		async (location) => {
			const reading = readExternalData(
				path.join(folder, 'model.onnx'),
				modelWithExternalWeights(location),
			);
			await expect(reading).rejects.toMatchObject({
				code: 'EXTERNAL_DATA_OUTSIDE',
				details: { location },
			});
		},
	);

	it('are not seen where there are none', () => {
		expect(externalLocations(Buffer.from('no location here'))).toEqual([]);
	});

	it('are read once, however many tensors lie in the file', () => {
		const twice = Buffer.concat([modelWithExternalWeights('w'), modelWithExternalWeights('w')]);
		expect(externalLocations(twice)).toEqual(['w']);
	});
});
