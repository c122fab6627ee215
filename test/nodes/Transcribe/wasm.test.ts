import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { openHarness, recording, type Harness } from '../../helpers/transcribe';

const example = path.join(__dirname, '../../../examples/transcribe.json');
let harness: Harness;

beforeAll(async () => (harness = await openHarness()));
afterAll(async () => await harness.close());

/** Runs the example workflow, over a short recording, on another device. */
async function runExample(device: string): Promise<INodeExecutionData> {
	const workflow = JSON.parse(readFileSync(example, 'utf8'));
	const node = workflow.nodes.find(({ name }: IDataObject) => name === 'Transcribe');
	node.parameters.options.device = device;
	const items = [await harness.itemFromFile(recording('hotwords.mp3'))];
	const { error, lastItems } = await harness.run(workflow, { items });
	expect(error).toBeUndefined();
	return lastItems[0];
}

const usageOf = ({ json }: INodeExecutionData) => json.usage as IDataObject;

describe('the same workflow on WebAssembly', () => {
	it('gives the same text, and says where it ran', async () => {
		const [native, wasm] = [await runExample('cpu'), await runExample('wasm')];
		expect(usageOf(native)).toMatchObject({ backend: 'native', device: 'cpu' });
		expect(usageOf(wasm)).toMatchObject({ backend: 'wasm', device: 'wasm' });
		expect(native.json.text).toMatch(/folder again/);
		expect(wasm.json.text).toBe(native.json.text);
		expect(usageOf(wasm).outputTokens).toBe(usageOf(native).outputTokens);
	});

	it('is what "auto" falls back to where the native library cannot load', async () => {
		process.env.MULTIMODAL_FORCE_WASM = 'true';
		try {
			const item = await runExample('auto');
			expect(usageOf(item)).toMatchObject({ backend: 'wasm', device: 'wasm' });
			expect(item.json.text).toMatch(/folder again/);
		} finally {
			delete process.env.MULTIMODAL_FORCE_WASM;
		}
	});
});
