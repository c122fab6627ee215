import path from 'node:path';
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { openHarness } from '../../scripts/lib/harness';

export { openHarness };
export type Harness = Awaited<ReturnType<typeof openHarness>>;

/** Pictures: `rocket.jpg` 640x427, `astronaut.png` 512x512, `clip_diagram.png` 2162x762 with transparency. */
export const picture = (name: string): string => path.join(__dirname, '../fixtures/image', name);

/** Input -> Image to Tokens, with the parameters a test cares about. */
export function imageWorkflow(parameters: IDataObject, node: Partial<INode> = {}) {
	const nodes = [
		{ name: 'Input', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
		{ name: 'Image', type: 'n8n-nodes-multimodal.imageToTokens', parameters, ...node },
	].map((one, n) => ({ id: String(n), typeVersion: 1, position: [200 * n, 0], ...one }));
	const connections = { Input: { main: [[{ node: 'Image', type: 'main', index: 0 }]] } };
	return { name: 'Test', nodes, connections, settings: {} };
}

/** Runs the node over items; gives its items and the sentences above them. */
export async function runImage(
	harness: Harness,
	input: INodeExecutionData[],
	...workflow: Parameters<typeof imageWorkflow>
) {
	const result = await harness.run(imageWorkflow(...workflow), { items: input });
	const [run] = result.runData.Image ?? [];
	const hints = (run?.hints ?? []).map(({ message }) => message);
	return { ...result, items: result.itemsOf('Image'), hints };
}
