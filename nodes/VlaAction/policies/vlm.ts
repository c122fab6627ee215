import { ASKED_ACTION_TOKENS } from '../../../lib/limits';
import { spaceOf } from '../../../lib/vla/policies/remote/spaces';
import { vlmPolicy } from '../../../lib/vla/policies/vlm';
import { PROVIDER_MODELS } from '../../shared/hosted-fields';
import { readHostedModel, readProvider } from '../../shared/read-hosted';
import { readService } from '../../shared/service';
import { askedAgeMs } from '../safety-options';
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
		// Asked again, it would answer to a scene that has gone.
		const { timeoutMs } = readServerOptions(raw);
		const service = await readService(run, provider, { timeoutMs, maximumRetries: 0 });
		return {
			policy: vlmPolicy({
				...{ service, model, maximumOutputTokens: ASKED_ACTION_TOKENS },
				maximumObservationAgeMs: askedAgeMs(raw),
			}),
			space: (gripper) => spaceOf({ policy: 'vlm' }, gripper),
			name: JSON.stringify(['vlm', provider, service.baseUrl, model]),
			isRepeatable: false,
			isChunked: false,
		};
	},
};
