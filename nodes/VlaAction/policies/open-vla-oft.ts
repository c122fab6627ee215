import { oneOf } from '../../../lib/n8n/choices';
import { openVlaOftPolicy } from '../../../lib/vla/policies/open-vla-oft';
import { type OftRobot, spaceOf } from '../../../lib/vla/policies/remote/spaces';
import { askedAgeMs } from '../safety-options';
import { readServerOptions } from '../server-options';
import { readServer } from './server';
import type { PolicyKind } from './types';

const ROBOTS = ['aloha', 'bridge', 'libero'] as const satisfies readonly OftRobot[];

/** OpenVLA-OFT's own server. */
export const openVlaOft: PolicyKind = {
	option: {
		name: 'OpenVLA-OFT Server',
		value: 'openVlaOft',
		description: "A server of OpenVLA-OFT: pictures and the robot's state in, several steps out",
	},
	async open(run, raw) {
		const server = await readServer(run, raw);
		const found = run.context.getNodeParameter('robot', run.itemIndex);
		const robot = oneOf('Robot', ROBOTS, found);
		const { isDoubleEncoded } = readServerOptions(raw);
		return {
			policy: openVlaOftPolicy({
				...{ server, robot, isDoubleEncoded },
				maximumObservationAgeMs: askedAgeMs(raw),
			}),
			space: (gripper) => spaceOf({ policy: 'openVlaOft', robot }, gripper),
			name: JSON.stringify(['openVlaOft', server.baseUrl, robot]),
			isRepeatable: true,
			isChunked: true,
		};
	},
};
