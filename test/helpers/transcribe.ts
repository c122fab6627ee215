import path from 'node:path';
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { openHarness } from '../../scripts/lib/harness';

export { openHarness };
export type Harness = Awaited<ReturnType<typeof openHarness>>;

const fixtures = path.join(__dirname, '../fixtures');

export const recording = (name: string): string => path.join(fixtures, 'audio', name);

/** Knows several languages, and is small; what it says means nothing. */
export const microModel = {
	__rl: true,
	mode: 'folder',
	value: path.join(fixtures, 'models/whisper-micro'),
};

/** Input -> Transcribe, with the parameters a test cares about. */
export function transcribeWorkflow(
	parameters: IDataObject = {},
	{ node = {}, settings = {} }: { node?: Partial<INode>; settings?: IDataObject } = {},
) {
	return {
		name: 'Test',
		nodes: [
			{
				id: '1',
				name: 'Input',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: '2',
				name: 'Transcribe',
				type: 'n8n-nodes-multimodal.transcribe',
				typeVersion: 1,
				position: [200, 0],
				parameters,
				...node,
			},
		],
		connections: { Input: { main: [[{ node: 'Transcribe', type: 'main', index: 0 }]] } },
		settings,
	};
}

/** Runs the workflow over items; `outputs` are those of the node, by output. */
export async function runTranscribe(
	harness: Harness,
	items: INodeExecutionData[],
	...workflow: Parameters<typeof transcribeWorkflow>
) {
	const result = await harness.run(transcribeWorkflow(...workflow), { items });
	const outputs: INodeExecutionData[][] = [0, 1].map((n) => result.itemsOf('Transcribe', n));
	return { ...result, outputs };
}
