import { randomUUID } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import type { IDataObject } from 'n8n-workflow';
import sharp from 'sharp';
import path from 'node:path';
import golden from '../../fixtures/golden/openvla-tabletop.json';
import { useFolder } from '../../helpers/media';
import {
	live,
	openHarness,
	runVla,
	table,
	tabletopModel,
	TIME_ASSUMED,
	vlaWorkflow,
	type Harness,
} from '../../helpers/vla';

const folder = useFolder();
let harness: Harness;
beforeAll(async () => (harness = await openHarness()));
afterAll(async () => await harness.close());

/** x: -0.016, y: 0.023, z: -0.02; the gripper closes. */
const [WANTED] = golden.cases;
const STILL = { x: 0, y: 0, z: 0, roll: 0, pitch: 0, yaw: 0, gripper: null };

/** Dry Run off, on a robot of its own. */
async function act(options: IDataObject = {}, files = [table(0)]) {
	const input = await Promise.all(files.map((file) => harness.itemFromFile(file)));
	const { items, ...others } = await runVla(harness, input, { options: live(options) });
	return { ...others, json: items.map(({ json }) => json), items };
}

const codes = ({ reasons }: IDataObject) => (reasons as IDataObject[]).map(({ code }) => code);

it('holds still where a step is too large, and says which and how much', async () => {
	const { json, hints } = await act({ maxStep: 0.02 });
	expect(json[0]).toMatchObject({ action: STILL, safe: false, held: true, clipped: false });
	expect(json[0].reasons).toEqual([
		{
			code: 'STEP_TOO_LARGE',
			message: expect.stringMatching(/^"y" is 0.02314; the largest step allows -0.02 to 0.02/),
			axis: 'y',
			found: WANTED.action[1],
			allowed: [-0.02, 0.02],
			step: 0,
		},
		expect.objectContaining({ code: 'STEP_TOO_LARGE', axis: 'z' }),
	]);
	expect(hints).toEqual([expect.stringMatching(/^An action was held back\. "y" is 0.02314/)]);
});

it('clips and reports', async () => {
	const { json, hints } = await act({ maxStep: 0.01, onViolation: 'clip' });
	expect(json[0]).toMatchObject({
		action: { x: -0.01, y: 0.01, z: -0.01, gripper: 0 },
		...{ safe: false, held: false, clipped: true },
	});
	expect(hints).toEqual([expect.stringMatching(/^An action was clipped\. /), TIME_ASSUMED]);
});

it('fails where that is asked for, and gives nothing out', async () => {
	const { error, items } = await act({ maxStep: 0.01, onViolation: 'fail' });
	expect(items).toEqual([]);
	expect(error!.message).toMatch(
		/breaks 3 safety limits, so none is given\. "x" is -0.01608.*\[item 0\]$/,
	);
});

it('tells in a dry run what would have been held or clipped', async () => {
	const held = await act({ dryRun: true, maxStep: 0.01 });
	expect(held.json[0]).toMatchObject({ action: STILL, proposed: STILL, safe: false });
	expect(held.hints[1]).toMatch(/^An action would be held back\. /);
	const clipped = await act({ dryRun: true, maxStep: 0.01, onViolation: 'clip' });
	expect(clipped.json[0]).toMatchObject({
		action: STILL,
		proposed: { x: -0.01, y: 0.01 },
		...{ clipped: true, held: true },
	});
});

it.each([
	['0.3, 0, 0.1, 0, 0, 0, 1', true],
	['0.3, 0.19, 0.1, 0, 0, 0, 1', false],
	[{ x: 0.3, y: 0, z: 0.1 }, true],
	[[0.3, 0.19, 0.1], false],
])('keeps the hand in the workspace from %j: %s', async (pose, isInside) => {
	const workspace = { box: { x: '0.2, 0.5', y: '-0.2, 0.2', z: '' } };
	const { json } = await act({
		workspace,
		currentPose: typeof pose === 'string' ? pose : `={{ ${JSON.stringify(pose)} }}`,
	});
	expect(json[0].held).toBe(!isInside);
	expect(codes(json[0])).toEqual(isInside ? [] : ['OUTSIDE_WORKSPACE']);
});

it.each([
	['0.3, 0', '2 numbers'],
	['0.3, 0, 0.1, 0', '4 numbers'],
	['0.3, 0, 0.1, 0, 0, 0, 1, 0', '8 numbers'],
	['0,59; 0,1; 0,2', 'decimal commas: x would be 0, y 59'],
	['={{ { x: 0.3, y: 0 } }}', 'no z'],
])('refuses a pose of %s: %s', async (currentPose) => {
	const { error, items } = await act({ currentPose });
	expect(error?.message).toMatch(
		/^"Current Pose" must be 3, 6 or 7 numbers .* \(write decimals with a point\)/,
	);
	expect(items).toEqual([]);
});

it('holds still in a workspace as long as nobody says where the robot is', async () => {
	const { json } = await act({ workspace: { box: { x: '0.2, 0.5' } } });
	expect(json[0]).toMatchObject({ action: STILL, held: true });
	expect(codes(json[0])).toEqual(['POSE_UNKNOWN']);
});

it('acts on no picture that is too old, nor on one of the future', async () => {
	const agesMs = [-60_000, 0, 60_000];
	const found = await Promise.all(
		agesMs.map(async (ageMs) => {
			const capturedAt = new Date(Date.now() - ageMs).toISOString();
			const { json } = await act({ capturedAt, maximumAge: 30 });
			return [json[0].held, codes(json[0])];
		}),
	);
	expect(found).toEqual([
		[true, ['OBSERVATION_TOO_OLD']],
		[false, []],
		[true, ['OBSERVATION_TOO_OLD']],
	]);
});

it('speaks of the clock where a picture is of the future, not of a faster policy', async () => {
	const { json } = await act({ capturedAt: `={{ Date.now() + 3600000 }}`, maximumAge: 30 });
	const [{ message }] = json[0].reasons as IDataObject[];
	expect(message).toMatch(/^The picture's time lies 3[56]\d{5} ms in the future\. Check the clock/);
});

it.each([1, 1e3, 1e6, 1e-3])(
	'takes a time of now in any unit: %d a millisecond',
	async (countInMs) => {
		const { json } = await act({ capturedAt: `={{ Date.now() * ${countInMs} }}`, maximumAge: 30 });
		expect(codes(json[0])).toEqual([]);
	},
);

it('takes what comes with an item for as old as the run, however late its turn comes', async () => {
	const { json } = await act({ maximumAge: 0, robotName: '={{ $itemIndex }}' }, [
		table(0),
		table(0),
	]);
	expect(json.map(codes)).toEqual([['OBSERVATION_TOO_OLD'], ['OBSERVATION_TOO_OLD']]);
});

it('overlooks in a dry run that a saved picture is old, and says so; not where its time is said', async () => {
	const saved = await act({ maximumAge: 0, dryRun: true });
	expect(codes(saved.json[0])).toEqual([]);
	expect(saved.json[0].proposed).toMatchObject({ x: WANTED.action[0] });
	expect(saved.hints[1]).toMatch(/seconds after its picture\. With Dry Run off it would be held/);
	const said = await act({ dryRun: true, capturedAt: '2026-01-01T00:00:00Z' });
	expect(codes(said.json[0])).toEqual(['OBSERVATION_TOO_OLD']);
	expect(said.json[0].proposed).toEqual(STILL);
});

it('gives one robot one action of a run, and each robot its own', async () => {
	const minimumInterval = 60_000;
	const one = await act({ minimumInterval }, [table(0), table(1)]);
	expect(one.json.map(codes)).toEqual([[], ['TOO_SOON']]);
	expect(one.json[1].action).toEqual(STILL);
	const run = randomUUID();
	const each = { minimumInterval, robotName: `={{ "${run}" + $itemIndex }}` };
	const two = await act(each, [table(0), table(1)]);
	expect(two.json.map(codes)).toEqual([[], []]);
});

it('keeps the interval between executions that run at once', async () => {
	const robotName = randomUUID();
	const options = { robotName, minimumInterval: 60_000 };
	const runs = await Promise.all([1, 2, 3].map(async () => await act(options)));
	expect(runs.filter(({ json }) => json[0].held === false)).toHaveLength(1);
	expect(runs.flatMap(({ json }) => codes(json[0]))).toEqual(['TOO_SOON', 'TOO_SOON']);
});

it('takes no turn in a dry run', async () => {
	const options = { robotName: randomUUID(), minimumInterval: 60_000 };
	const dry = await act({ ...options, dryRun: true }, [table(0), table(1)]);
	expect(dry.json.map(codes)).toEqual([[], []]);
	const live = await act(options);
	expect(codes(live.json[0])).toEqual([]);
});

it('holds still for a blank picture, unless nobody is to look', async () => {
	const blank = path.join(folder, 'blank.png');
	const size = { width: 224, height: 224, channels: 3 as const, background: '#101010' };
	await sharp({ create: size }).png().toFile(blank);
	const { json } = await act({ robotName: randomUUID() }, [blank]);
	expect(json[0]).toMatchObject({ action: STILL, held: true, safe: false });
	expect(codes(json[0])).toEqual(['BLANK_PICTURE']);
	const unlooked = await act({ lookCheck: false }, [blank]);
	expect(codes(unlooked.json[0])).not.toContain('BLANK_PICTURE');
});

it('gives nothing out of a run that was stopped', async () => {
	const input = [await harness.itemFromFile(table(0))];
	const workflow = vlaWorkflow({ options: { dryRun: false, robotName: randomUUID() } });
	const execution = harness.start(workflow, { items: input });
	execution.cancel();
	const { status, itemsOf } = await execution.result;
	expect(status).toBe('canceled');
	expect(itemsOf('VLA Action')).toEqual([]);
});

it('leaves the gripper alone while it holds still, whatever the pose says of it and however it counts', async () => {
	const { json } = await act({
		maxStep: 0.001,
		currentPose: '0.3, 0, 0.1, 0, 0, 0, 1',
		gripper: 'zeroOpenOneClosed',
		binarizeGripper: true,
	});
	expect(json[0].action).toEqual(STILL);
});

it('takes nothing on of an earlier decision that an item brings', async () => {
	const item = await harness.itemFromFile(table(0));
	const earlier = {
		...{ chunk: [{ x: 9 }], proposed: { x: 9 }, proposedChunk: [{ x: 9 }], sent: true },
		...{ rosbridge: { messages: [{ x: 9 }] }, leRobot: [{ delta_x: 9 }], mqtt: { payload: 'x' } },
	};
	// Of another policy, perhaps: this one tells its own.
	const named = { model: 'old', unnormKey: 'old' };
	const input = [{ ...item, json: { ...earlier, ...named, action: { x: 9 }, wish: 'kept' } }];
	const { items } = await runVla(harness, input, { options: live({ maxStep: 0.001 }) });
	expect(items[0].json).toMatchObject({ action: STILL, wish: 'kept' });
	for (const field of Object.keys(earlier)) expect(items[0].json).not.toHaveProperty(field);
	expect(items[0].json).toMatchObject({ model: 'openvla-tabletop', unnormKey: 'tabletop' });
});

it('holds still where a policy answers with words instead of numbers', async () => {
	const copy = path.join(folder, 'wordy');
	cpSync(tabletopModel.value, copy, { recursive: true });
	const config = path.join(copy, 'config.json');
	const content = JSON.parse(readFileSync(config, 'utf8')) as { text_config: IDataObject };
	// Its action tokens are said to be other ones: those that it answers with are words then.
	content.text_config.vocab_size = 20_064;
	writeFileSync(config, JSON.stringify(content));
	const model = { ...tabletopModel, value: copy };
	const options = live({ onViolation: 'clip' });
	const { items } = await runVla(harness, [await harness.itemFromFile(table(0))], {
		...{ model, options },
	});
	expect(items[0].json).toMatchObject({ action: STILL, held: true, safe: false });
	expect(codes(items[0].json)).toContain('ANSWERED_IN_WORDS');
});
