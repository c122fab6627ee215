import { openVlaPolicy } from '../../../lib/vla/policies/open-vla';
import { spaceOf } from '../../../lib/vla/policies/remote/spaces';
import { askedAgeMs } from '../safety-options';
import { readServerOptions } from '../server-options';
import { readServer } from './server';
import type { PolicyKind } from './types';

/** OpenVLA's own server. */
export const openVla: PolicyKind = {
	option: {
		name: 'OpenVLA Server',
		value: 'openVla',
		description: 'A server of OpenVLA (deploy.py): one picture in, one motion of the hand out',
	},
	async open(run, raw) {
		const server = await readServer(run, raw);
		const { isDoubleEncoded, resize } = readServerOptions(raw);
		return {
			policy: openVlaPolicy({
				...{ server, isDoubleEncoded, resize },
				maximumObservationAgeMs: askedAgeMs(raw),
			}),
			space: (gripper) => spaceOf({ policy: 'openVla' }, gripper),
			name: JSON.stringify(['openVla', server.baseUrl, resize]),
			isRepeatable: true,
			isChunked: false,
		};
	},
};
