import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { openHarness } from '../../scripts/lib/harness';
import { fixtureModel, modelIn } from './clip';
import { watchTemporaryFolder } from './temporary';

// When robots were last moved is kept there.
watchTemporaryFolder();

export { openHarness };
export type Harness = Awaited<ReturnType<typeof openHarness>>;

const fixtures = path.join(__dirname, '../fixtures');

/** Drawn tables, 224x224, `table_00` to `table_23`; golden/openvla-tabletop.json tells what is on them. */
export const table = (number: number): string =>
	path.join(fixtures, 'image/table', `table_${String(number).padStart(2, '0')}.png`);

/** Small, and trained on these tables. */
export const tabletopModel = modelIn(fixtureModel('openvla-tabletop'));

/** Of each run whose picture's time nobody says. */
export const TIME_ASSUMED = expect.stringMatching(/^The option "Captured At" is empty/) as string;

/** Dry Run off, on a robot of its own, with all the time in the world and no picture drawn. */
export const live = (options: IDataObject = {}): IDataObject => ({
	...{ annotate: false, dryRun: false, maximumAge: 600, robotName: randomUUID() },
	...options,
});

/** Input -> VLA Action with the fixture's model, with the parameters a test cares about. */
export function vlaWorkflow(parameters: IDataObject = {}, node: Partial<INode> = {}, id = 'Test') {
	const asked = { policy: 'local', model: tabletopModel, instruction: 'push the blue ball' };
	const nodes = [
		{ name: 'Input', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
		{
			name: 'VLA Action',
			type: 'n8n-nodes-multimodal.vlaAction',
			parameters: { ...asked, ...parameters },
			...node,
		},
	].map((one, n) => ({ id: String(n), typeVersion: 1, position: [200 * n, 0], ...one }));
	const connections = { Input: { main: [[{ node: 'VLA Action', type: 'main', index: 0 }]] } };
	return { name: id, nodes, connections, settings: {} };
}

/** Runs the node over items; gives its items and the sentences above them. */
export async function runVla(
	harness: Harness,
	input: INodeExecutionData[],
	...workflow: Parameters<typeof vlaWorkflow>
) {
	const result = await harness.run(vlaWorkflow(...workflow), { items: input });
	const [run] = result.runData['VLA Action'] ?? [];
	const hints = (run?.hints ?? []).map(({ message }) => message);
	return { ...result, items: result.itemsOf('VLA Action'), hints };
}
