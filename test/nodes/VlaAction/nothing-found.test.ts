import type { IDataObject } from 'n8n-workflow';
import { readWorkspace } from '../../../nodes/VlaAction/workspace-option';
import { live, openHarness, runVla, table, type Harness } from '../../helpers/vla';

let harness: Harness;
beforeAll(async () => (harness = await openHarness()));
afterAll(async () => await harness.close());

async function act(options: IDataObject) {
	const input = [await harness.itemFromFile(table(0))];
	return await runVla(harness, input, { options: live(options) });
}

describe('an option whose expression finds nothing', () => {
	it.each([
		['capturedAt', 'Captured At'],
		['currentPose', 'Current Pose'],
		['dryRun', 'Dry Run'],
		['maxStep', 'Max Step'],
		['maximumAge', 'Max Picture Age'],
		['periodSeconds', 'Step Time'],
		['policyGripper', 'Gripper of the Policy'],
		['robotName', 'Robot Name'],
	])('is an error, not what counts without it: %s', async (option, name) => {
		for (const nothing of ['={{ $json.nothing }}', '={{ null }}']) {
			const { error, items } = await act({ outputFormat: 'mqtt', [option]: nothing });
			expect(error?.message).toMatch(
				`The option "${name}" is set, but its expression found nothing.`,
			);
			expect(items).toEqual([]);
		}
	});

	it('is an error at each edge of the workspace', async () => {
		const box = { x: '0.2, 0.6', y: '={{ $json.limits?.y }}' };
		const { error } = await act({ workspace: { box } });
		expect(error?.message).toMatch('The option "Workspace Y" is set, but');
	});

	it.each<[IDataObject['workspace']]>([
		['={{ null }}'],
		['={{ [] }}'],
		['x'],
		[{ box: '={{ $json.nothing }}' }],
		[{ box: { x: '', y: '', z: '' } }],
		[{}],
	])('is an error as a workspace: %j', async (workspace) => {
		const { error, items } = await act({ workspace, currentPose: '0.3, 0, 0.1' });
		expect(error?.message).toMatch(/^The option "Workspace" is there, but limits nothing\./);
		expect(items).toEqual([]);
	});

	it('tells its code where the workflow goes on', async () => {
		const input = [await harness.itemFromFile(table(0))];
		const options = live({ maxStep: '={{ $json.nothing }}' });
		const onError = { onError: 'continueRegularOutput' as const };
		const { items } = await runVla(harness, input, { options }, onError);
		expect(items[0].json).toMatchObject({ details: { code: 'OPTION_NOT_FOUND' } });
	});

	it('counts as left out where it only decides how the picture is drawn, and empty text does everywhere', async () => {
		const { error, items } = await act({
			...{ cameraView: '={{ $json.nothing }}', capturedAt: '', maxStep: '' },
			...{ workspace: { box: { x: '-9, 9', y: '' } }, currentPose: '0, 0, 0' },
		});
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ held: false, reasons: [] });
	});
});

describe('a workspace', () => {
	it.each<[unknown, unknown]>([
		[undefined, undefined],
		[{ box: { x: '0.1, 0.2', y: '' } }, { x: [0.1, 0.2] }],
		[{ y: [0, 1] }, { y: [0, 1] }],
	])('%j is read as %j', (found, expected) => {
		expect(readWorkspace(found)).toEqual(expected);
	});

	it('without an edge is no limit, which nobody asks for', () => {
		for (const found of [{}, { box: {} }, { box: { x: '', y: '', z: '' } }]) {
			expect(() => readWorkspace(found)).toThrow(/is there, but limits nothing/);
		}
	});

	it.each<[unknown]>([
		[null],
		['x'],
		[''],
		[[]],
		[[{ x: '0, 1' }]],
		[7],
		[{ box: null }],
		[{ box: [] }],
		[{ box: '0, 1' }],
		[{ X: '0, 1' }],
		[{ box: { x: '0, 1', height: '0, 1' } }],
	])('%j is none', (found) => {
		expect(() => readWorkspace(found)).toThrow(
			/^"Workspace" must be a box with the edges x, y and z/,
		);
	});
});
