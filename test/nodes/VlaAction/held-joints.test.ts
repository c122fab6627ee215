import type { IDataObject } from 'n8n-workflow';
import { packSteps, startOpenPiServer } from '../../helpers/policy-servers/open-pi-server';
import { useVlaWithServers } from '../../helpers/policy-servers/vla';

const { use, act } = useVlaWithServers();

/** A picture too old to act on, a state in degrees, and a dry run. */
const CAUSES = {
	'an old picture': { capturedAt: Date.now() - 60_000, maximumAge: 5 },
	'a state in degrees': {},
	'a dry run': { dryRun: true },
};
const REASONS = {
	'an old picture': [{ code: 'OBSERVATION_TOO_OLD' }],
	'a state in degrees': [{ code: 'STATE_NOT_IN_RADIANS', axis: 'joint 1' }],
	'a dry run': [],
};
const WRIST = { role: 'wrist', inputSource: 'binary', binaryPropertyName: 'wrist' };
const ROBOTS = [
	['aloha', 14, null],
	['droid', 8, 0],
] as const;
const cases = ROBOTS.flatMap((robot) =>
	Object.keys(CAUSES).map((cause) => [robot[0], cause as keyof typeof CAUSES, robot] as const),
);

it.each(cases)(
	'commands no joint of %s that is held for %s',
	async (robot, cause, [, size, still]) => {
		const steps = [Array(size).fill(0.02) as number[]];
		use(await startOpenPiServer({ reply: () => packSteps(steps) }));
		const cameras = robot === 'droid' ? { camera: [WRIST] } : {};
		const place = cause === 'a state in degrees' ? 45 : 0;
		const state = Array(size).fill(place).join(', ');
		const told = async (outputFormat: string) => {
			const options = { ...CAUSES[cause], outputFormat };
			const { items, error } = await act({ policy: 'openPi', robot, state, cameras }, options);
			expect(error).toBeUndefined();
			expect(items[0].json).toMatchObject({ held: true, reasons: REASONS[cause] });
			return items[0].json as Record<string, IDataObject & IDataObject[]>;
		};
		const { action, rosbridge, proposed } = await told('rosbridge');
		for (const [name, value] of Object.entries(action)) {
			expect([name, value]).toEqual([name, name.startsWith('gripper') ? null : still]);
		}
		const { messages, later } = rosbridge as unknown as Record<string, IDataObject[]>;
		expect(messages.filter(({ op }) => op === 'publish')).toEqual([]);
		expect(later).toEqual([]);
		// Else there would have been nothing to hold.
		if (cause === 'a dry run') expect(proposed).toMatchObject({ 'joint 1': 0.02 });
		expect((await told('leRobot')).leRobot).toEqual([{}]);
		const { payload } = (await told('mqtt')).mqtt;
		expect((JSON.parse(String(payload)) as IDataObject).steps).toEqual([action]);
	},
);

it('asks nobody where the state is an expression that finds nothing', async () => {
	const { questions } = use(
		await startOpenPiServer({ reply: () => packSteps([Array<number>(14).fill(0)]) }),
	);
	const state = '={{ $json.joints }}';
	const { error } = await act({ policy: 'openPi', robot: 'aloha', state });
	expect(error?.message).toMatch(
		/^The field "Robot State" is set, but its expression found nothing/,
	);
	expect(questions).toEqual([]);
});
