import type { IDataObject } from 'n8n-workflow';
import { packSteps, startOpenPiServer } from '../../helpers/policy-servers/open-pi-server';
import { useVlaWithServers } from '../../helpers/policy-servers/vla';

const { use, act } = useVlaWithServers();

/** A picture too old to act on, a state in degrees that no step can be near, and a dry run. */
const CAUSES = {
	'an old picture': { capturedAt: Date.now() - 60_000, maximumAge: 5 },
	'a state in degrees': { maxJointStep: 0.001 },
	'a dry run': { dryRun: true },
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
		// A dry run of what would be let through.
		const place = cause === 'a dry run' ? 0 : 45;
		const state = Array(size).fill(place).join(', ');
		const told = async (outputFormat: string) => {
			const options = { ...CAUSES[cause], outputFormat };
			const { items, error } = await act({ policy: 'openPi', robot, state, cameras }, options);
			expect(error).toBeUndefined();
			expect(items[0].json).toMatchObject({ held: true });
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
