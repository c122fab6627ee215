import { cpSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { openHarness } from '../../scripts/lib/harness';

export { openHarness };
export type Harness = Awaited<ReturnType<typeof openHarness>>;

const fixtures = path.join(__dirname, '../fixtures');

/** Pictures of coloured shapes; each is named by its colour and shape. */
export const SHAPES = path.join(fixtures, 'image/shapes');
export const shape = (name: string): string => path.join(SHAPES, `${name}.png`);
export const shapeNames = (): string[] => readdirSync(SHAPES).map((file) => path.parse(file).name);

export const modelIn = (folder: string) => ({ __rl: true, mode: 'folder', value: folder });
export const fixtureModel = (name: string): string => path.join(fixtures, 'models', name);

/** Small, and trained on the pictures of shapes. */
export const shapesModel = modelIn(fixtureModel('clip-shapes'));

/** Makes a copy of a fixture model in which some files are another's. */
export function mixModels(target: string, model: string, other: string, files: string[]): string {
	cpSync(fixtureModel(model), target, { recursive: true });
	for (const file of files) cpSync(path.join(fixtureModel(other), file), path.join(target, file));
	return target;
}

interface NodeOptions {
	node?: Partial<INode>;
	settings?: IDataObject;
	/** Stand-ins wired to the node's outputs, one each. */
	targets?: string[];
}

/** Input -> CLIP Similarity, with the parameters a test cares about. */
export function clipWorkflow(
	parameters: IDataObject = {},
	{ node = {}, settings = {}, targets = [] }: NodeOptions = {},
) {
	const place = (id: number, name: string, type: string) => ({
		id: String(id),
		name,
		type,
		typeVersion: 1,
		position: [200 * id, 0],
		parameters: {},
	});
	return {
		name: 'Test',
		nodes: [
			place(1, 'Input', 'n8n-nodes-base.manualTrigger'),
			{
				...place(2, 'CLIP Similarity', 'n8n-nodes-multimodal.clipSimilarity'),
				parameters: { model: shapesModel, ...parameters },
				...node,
			},
			...targets.map((name, n) => place(3 + n, name, 'n8n-nodes-base.noOp')),
		],
		connections: {
			Input: { main: [[{ node: 'CLIP Similarity', type: 'main', index: 0 }]] },
			'CLIP Similarity': {
				main: targets.map((name) => [{ node: name, type: 'main', index: 0 }]),
			},
		},
		settings,
	};
}

/** Runs the workflow over items; `outputs` are those of the node, by output. */
export async function runClip(
	harness: Harness,
	items: INodeExecutionData[],
	...workflow: Parameters<typeof clipWorkflow>
) {
	const result = await harness.run(clipWorkflow(...workflow), { items });
	const [run] = result.runData['CLIP Similarity'] ?? [];
	const outputs = (run?.data?.main ?? []).map((output) => output ?? []);
	const hints = (run?.hints ?? []).map(({ message }) => message);
	return { ...result, outputs, hints };
}
