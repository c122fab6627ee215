import { ASKED_ACTION_TOKENS } from '../../../lib/limits';
import { spaceOf } from '../../../lib/vla/policies/remote/spaces';
import { vlmPolicy } from '../../../lib/vla/policies/vlm';
import { PROVIDER_MODELS } from '../../shared/hosted-fields';
import { readHostedModel, readProvider } from '../../shared/read-hosted';
import { readService } from '../../shared/service';
import { readServerOptions } from '../server-options';
import type { PolicyKind } from './types';

/** A general model that sees, asked in words. */
export const vlm: PolicyKind = {
	option: {
		name: 'General AI Model (Slow, Unproven)',
		value: 'vlm',
		description:
			'Asks a model such as Claude or GPT, which was never trained to move robots: to try things out only',
	},
	async open(run, raw) {
		const provider = readProvider(run);
		const model = readHostedModel(run, PROVIDER_MODELS[provider]);
		const service = await readService(run, provider, readServerOptions(raw));
		return {
			policy: vlmPolicy({ service, model, maximumOutputTokens: ASKED_ACTION_TOKENS }),
			space: (gripper) => spaceOf({ policy: 'vlm' }, gripper && { gripper }),
			name: JSON.stringify(['vlm', provider, service.baseUrl, model]),
			isRepeatable: false,
		};
	},
};
