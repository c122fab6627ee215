import path from 'node:path';
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { openHarness } from '../../scripts/lib/harness';

export { openHarness };
export type Harness = Awaited<ReturnType<typeof openHarness>>;

/** A real video: `bikes` has five cuts, `bigbuckbunny` has sound, `carphone_pristine` 29.97 frames a second. */
export const video = (name: string): string =>
	path.join(__dirname, '../fixtures/video', `${name}.mp4`);

interface NodeOptions {
	node?: Partial<INode>;
	settings?: IDataObject;
	/** Nodes behind it, in a row. */
	then?: Array<Pick<INode, 'name' | 'type' | 'parameters'> & Partial<INode>>;
}

/** Input -> Sample Video, with the parameters a test cares about. */
export function videoWorkflow(
	parameters: IDataObject = {},
	{ node = {}, settings = {}, then = [] }: NodeOptions = {},
) {
	const nodes = [
		{ name: 'Input', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
		{
			name: 'Sample Video',
			type: 'n8n-nodes-multimodal.sampleVideo',
			parameters,
			...node,
		},
		...then,
	].map((one, n) => ({ id: String(n), typeVersion: 1, position: [200 * n, 0], ...one }));
	const links = nodes
		.slice(1)
		.map(({ name }, n) => [nodes[n].name, { main: [[{ node: name, type: 'main', index: 0 }]] }]);
	return { name: 'Test', nodes, connections: Object.fromEntries(links), settings };
}

/** Runs the workflow over items; `items` are those of Sample Video. */
export async function runVideo(
	harness: Harness,
	input: INodeExecutionData[],
	...workflow: Parameters<typeof videoWorkflow>
) {
	const result = await harness.run(videoWorkflow(...workflow), { items: input });
	const [run] = result.runData['Sample Video'] ?? [];
	const hints = (run?.hints ?? []).map(({ message }) => message);
	return { ...result, items: result.itemsOf('Sample Video'), hints };
}
