import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import golden from '../../fixtures/golden/openvla-tabletop.json';
import { openHarness, table, tabletopModel, type Harness } from '../../helpers/vla';

const file = path.join(__dirname, '../../../examples/vla-local.json');
let harness: Harness;
beforeAll(async () => (harness = await openHarness()));
afterAll(async () => await harness.close());

/** Where an action aims in a picture of 224 points, as the golden says. */
const aimOf = ([x, y]: number[]) => ({ x: 112 + 100 * x, y: 95 - 95 * y });

it('vla-local aims at the right thing as often as the reference, and holds nothing back', async () => {
	const workflow = JSON.parse(readFileSync(file, 'utf8')) as {
		nodes: Array<{ type: string; parameters: IDataObject }>;
	};
	for (const { type, parameters } of workflow.nodes)
		if (type.endsWith('.vlaAction')) {
			parameters.model = tabletopModel;
			// The same robots may be at work in another run, and this machine slow.
			const robotName = `={{ $json.fileName + '${randomUUID()}' }}`;
			Object.assign(parameters.options as IDataObject, { robotName, maximumAge: 600 });
		}
	const items = await Promise.all(golden.cases.map((_, n) => harness.itemFromFile(table(n))));
	const { error, lastItems } = await harness.run(workflow, { items });
	expect(error).toBeUndefined();
	const right = lastItems.filter(({ json }, n) => {
		const aim = aimOf(json.normalized as number[]);
		const { objects, target_px: target } = golden.cases[n];
		const far = ({ x, y }: { x: number; y: number }) => Math.hypot(x - aim.x, y - aim.y);
		const nearest = objects.reduce((best, one) => (far(one) < far(best) ? one : best));
		return nearest.x === target[0] && nearest.y === target[1];
	});
	expect(right.length / golden.cases.length).toBe(golden.right_object);
	expect(lastItems.map(({ json }) => [json.held, json.dryRun, json.safe])).toEqual(
		golden.cases.map(() => [false, false, true]),
	);
	// The action itself points the same way: its range is the same on both sides.
	for (const { json } of lastItems) {
		const { x, y } = json.action as { x: number; y: number };
		const [right, up] = json.normalized as number[];
		expect([x * 20, y * 20]).toEqual([expect.closeTo(right, 9), expect.closeTo(up, 9)]);
	}
	const names = lastItems.map(({ binary }) => binary!.data.fileName);
	expect(names).toEqual(golden.cases.map(({ file: name }) => name.replace('.png', '-action.png')));
});

it('tells who has a robot to turn on the dry run that is off here', () => {
	const text = readFileSync(file, 'utf8');
	expect(text).toContain('"dryRun": false');
	expect(text).toContain('**For a robot of yours** turn **Dry Run** on, ');
	expect(text).not.toContain('Leave it on');
});

it('names a model that is in the package', () => {
	const { nodes } = JSON.parse(readFileSync(file, 'utf8')) as {
		nodes: Array<{ parameters: { model?: { value: string } } }>;
	};
	const { value } = nodes.find(({ parameters }) => parameters.model)!.parameters.model!;
	expect(readdirSync(path.resolve(path.dirname(file), value))).toContain('config.json');
});
