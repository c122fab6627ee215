import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import golden from '../../fixtures/golden/openvla-tabletop.json';
import { useFolder } from '../../helpers/media';
import {
	live,
	openHarness,
	runVla,
	table,
	tabletopModel,
	TIME_ASSUMED,
	type Harness,
} from '../../helpers/vla';

const folder = useFolder();
let harness: Harness;
beforeAll(async () => (harness = await openHarness()));
afterAll(async () => await harness.close());

const tables = async (...numbers: number[]) =>
	await Promise.all(numbers.map((number) => harness.itemFromFile(table(number))));

async function act(
	input: INodeExecutionData[],
	parameters: IDataObject = {},
	options: IDataObject = {},
	node: Partial<INode> = {},
) {
	const all = { ...parameters, options: { annotate: false, ...options } };
	return await runVla(harness, input, all, node);
}

const named = ([x, y, z, roll, pitch, yaw, gripper]: number[]) => ({
	...{ x, y, z, roll, pitch, yaw, gripper },
});
const STILL = { x: 0, y: 0, z: 0, roll: 0, pitch: 0, yaw: 0, gripper: null };

it('holds still untouched, and tells what the robot would have done', async () => {
	const { items, error, hints } = await act(await tables(0));
	expect(error).toBeUndefined();
	const [expected] = golden.cases;
	const [{ json, pairedItem }] = items;
	expect(json).toEqual({
		fileName: 'table_00.png',
		action: STILL,
		proposed: named(expected.action),
		normalized: expected.normalized,
		tokens: expected.tokens,
		unnormKey: 'tabletop',
		safe: true,
		clipped: false,
		held: true,
		dryRun: true,
		reasons: [],
		latencyMs: {
			total: expect.any(Number),
			preparation: expect.any(Number),
			inference: expect.any(Number),
		},
		usage: {
			durationMs: expect.any(Number),
			actionsPerSecond: expect.any(Number),
			...{ device: 'cpu', backend: 'native' },
		},
		engine: 'local',
		model: 'openvla-tabletop',
		instruction: 'push the blue ball',
	});
	expect(pairedItem).toEqual({ item: 0 });
	expect(hints).toEqual([expect.stringMatching(/^Dry run: nothing moves\. "proposed"/)]);
});

it('gives the reference action of each picture, in order, and holds none back in a dry run', async () => {
	const cases = golden.cases.slice(0, 8);
	const input = await tables(...cases.keys());
	input.forEach(({ json }, n) => (json.wish = cases[n].instruction));
	const { items } = await act(input, { instruction: '={{ $json.wish }}' });
	expect(items.map(({ json }) => json.proposed)).toEqual(cases.map(({ action }) => named(action)));
	expect(items.map(({ json }) => json.reasons)).toEqual(cases.map(() => []));
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(cases.map((_, item) => ({ item })));
});

it('lets the action out once Dry Run is off, with no proposal beside it', async () => {
	const { items, hints } = await act(await tables(0), {}, live());
	expect(items[0].json).toMatchObject({
		action: named(golden.cases[0].action),
		...{ safe: true, held: false, clipped: false, dryRun: false },
	});
	expect(items[0].json).not.toHaveProperty('proposed');
	expect(hints).toEqual([TIME_ASSUMED]);
});

it('lets one item that cannot be read fail alone', async () => {
	const bad = path.join(folder, 'no-picture.png');
	writeFileSync(bad, 'text');
	const input = [...(await tables(0)), await harness.itemFromFile(bad), ...(await tables(1))];
	const { items } = await act(input, {}, {}, { onError: 'continueRegularOutput' });
	expect(items.map(({ json }) => json.tokens !== undefined)).toEqual([true, false, true]);
	expect(items[1].json).toMatchObject({ details: { code: 'NOT_A_PICTURE' } });
	expect(items[1].json).not.toHaveProperty('action');
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
});

it.each<[string, IDataObject, IDataObject, RegExp]>([
	['no instruction', { instruction: ' ' }, {}, /An instruction is expected.*\[item 0\]/],
	[
		'an unknown data set',
		{ unnormKey: 'bridge' },
		{},
		/no data set "bridge".*"tabletop".*\[item 0\]/,
	],
	[
		'a model that is not there',
		{ model: { ...tabletopModel, value: '/nowhere' } },
		{},
		/\/nowhere/,
	],
	['an unknown policy', { policy: 'mine' }, {}, /"Policy" must be one of/],
	['another operation', { operation: 'dance' }, {}, /"Operation" must be one of act/],
	[
		'a pose in words',
		{},
		{ currentPose: 'home' },
		/"Current Pose" must be 3, 6 or 7 numbers.*"home"/,
	],
	[
		'a box upside down',
		{},
		{ workspace: { box: { x: '0.6, 0.2' } } },
		/"Workspace X" must be two numbers/,
	],
	['a step below nothing', {}, { maxStep: -1 }, /"Max Step" must be a number from 0 up/],
	['a moment in words', {}, { capturedAt: 'just now' }, /"Captured At" must be a date/],
	['an unknown gripper', {}, { gripper: 'half' }, /"Gripper" must be one of asPolicy/],
	['an unknown format', {}, { outputFormat: 'xml' }, /"Output Format" must be one of/],
	['a hand beside the picture', {}, { handInPicture: '2, 0' }, /"Hand in Picture" must be/],
	['an unknown view', {}, { cameraView: 'above' }, /"Camera View" must be one of/],
	['a dry run that is neither on nor off', {}, { dryRun: 'maybe' }, /"Dry Run" must be/],
])('says what is wrong with %s', async (_, parameters, options, expected) => {
	const { error, items } = await act(await tables(0), parameters, options);
	expect(items).toEqual([]);
	expect(`${error!.message} ${String(error!.description ?? '')}`).toMatch(expected);
});

it('does not even begin without a model or an instruction', async () => {
	const run = async (parameters: IDataObject) => await act(await tables(0), parameters);
	await expect(run({ model: '' })).rejects.toThrow(/Parameter "Model" is required/);
	await expect(run({ instruction: '' })).rejects.toThrow(/Parameter "Instruction" is required/);
});

it('leaves the item’s own fields away where that is asked for', async () => {
	const { items } = await act(await tables(0), {}, { includeInputFields: false });
	expect(items[0].json).not.toHaveProperty('fileName');
	expect(Object.keys(items[0].binary!)).toEqual(['data']);
});
