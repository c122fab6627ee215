import { oneOf } from '../../../lib/n8n/choices';
import { openPiPolicy } from '../../../lib/vla/policies/open-pi';
import { type OpenPiRobot, spaceOf } from '../../../lib/vla/policies/remote/spaces';
import { askedAgeMs } from '../safety-options';
import { readServer } from './server';
import type { PolicyKind } from './types';

const ROBOTS = ['aloha', 'droid', 'libero'] as const satisfies readonly OpenPiRobot[];

/** A server of openpi: pi-0, pi-0-FAST, pi-0.5. */
export const openPi: PolicyKind = {
	option: {
		name: 'Openpi Server',
		value: 'openPi',
		description:
			"A server of openpi's policies (π0, π0.5): pictures and the robot's state in, several steps out",
	},
	async open(run, raw) {
		const server = await readServer(run, raw);
		const found = run.context.getNodeParameter('robot', run.itemIndex);
		const robot = oneOf('Robot', ROBOTS, found);
		return {
			policy: openPiPolicy({ server, robot, maximumObservationAgeMs: askedAgeMs(raw) }),
			space: (gripper) => spaceOf({ policy: 'openPi', robot }, gripper),
			name: JSON.stringify(['openPi', server.baseUrl, robot]),
			isRepeatable: false,
			isChunked: true,
		};
	},
};
