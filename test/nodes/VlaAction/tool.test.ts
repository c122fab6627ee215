import { copyFileSync } from 'node:fs';
import path from 'node:path';
import golden from '../../fixtures/golden/openvla-tabletop.json';
import { useAllowedFolder } from '../../helpers/allowed-folder';
import { openHarness, table, vlaWorkflow, type Harness } from '../../helpers/vla';

const allowed = useAllowedFolder();
const picture = path.join(allowed, 'table.png');
let harness: Harness;

beforeAll(async () => {
	copyFileSync(table(0), picture);
	harness = await openHarness();
});
afterAll(async () => await harness.close());

it('lets an agent ask what a robot would do, moves nothing and sends no picture', async () => {
	const workflow = vlaWorkflow({
		inputSource: 'path',
		filePath: '={{ $json.file }}',
		instruction: '={{ $json.wish }}',
	});
	const given = { file: picture, wish: 'push the blue ball' };
	const [items] = await harness.runAsTool(workflow, 'VLA Action', given);
	expect(items).toHaveLength(1);
	expect(items[0]).not.toHaveProperty('binary');
	const { tokens } = golden.cases[0];
	expect(items[0].json).toMatchObject({ dryRun: true, held: true, action: { x: 0 }, tokens });
});
