import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { INode } from 'n8n-workflow';
import { fixtureModel, modelIn } from '../../helpers/clip';
import { openHarness, picture, type Harness } from '../../helpers/image-to-tokens';

const file = path.join(__dirname, '../../../examples/image-embed.json');
let harness: Harness;

beforeAll(async () => (harness = await openHarness()));
afterAll(async () => await harness.close());

it.each(['clip-shapes', 'openvla-tabletop', 'dinov2-registers-tiny'])(
	'image-embed writes numbers and a picture with %s',
	async (model) => {
		const workflow = JSON.parse(readFileSync(file, 'utf8')) as { nodes: INode[] };
		for (const { type, parameters } of workflow.nodes)
			if (type.endsWith('.imageToTokens')) parameters.model = modelIn(fixtureModel(model));
		const items = [await harness.itemFromFile(picture('chelsea.png'))];
		const { error, lastItems } = await harness.run(workflow, { items });
		expect(error).toBeUndefined();
		expect(lastItems[0].json).toMatchObject({ model, engine: 'local' });
		expect(Object.keys(lastItems[0].binary!).sort()).toEqual(['data', 'npy', 'tokenGrid']);
	},
);
