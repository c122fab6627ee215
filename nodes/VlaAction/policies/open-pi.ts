import { oneOf } from '../../../lib/n8n/choices';
import type { GripperConvention } from '../../../lib/vla/gripper';
import { openPiPolicy } from '../../../lib/vla/policies/open-pi';
import { type OpenPiRobot, spaceOf } from '../../../lib/vla/policies/remote/spaces';
import { readGripper } from '../robot-options';
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
		const space = (gripper?: GripperConvention) =>
			spaceOf({ policy: 'openPi', robot }, gripper && { gripper });
		return {
			policy: openPiPolicy({ server, robot, space: space(readGripper(raw).from) }),
			space,
			name: JSON.stringify(['openPi', server.baseUrl, robot]),
			isRepeatable: false,
		};
	},
};
