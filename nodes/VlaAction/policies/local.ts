import { switchOf } from '../../../lib/n8n/choices';
import { readEngineOptions } from '../../../lib/n8n/engine-options';
import { findModel } from '../../../lib/n8n/find-model';
import { readModelReference } from '../../../lib/n8n/model-parameter';
import { localPolicy, VLA_REQUIREMENT } from '../../../lib/vla/client';
import { handSpace } from '../../../lib/vla/safety/space';
import type { PolicyKind } from './types';

/** A policy of OpenVLA's kind in an engine process of this machine. */
export const local: PolicyKind = {
	option: {
		name: 'On This Machine (ONNX)',
		value: 'local',
		description: "A policy of OpenVLA's kind, as ONNX files in a folder or on Hugging Face",
	},
	async open({ context, itemIndex, signal }, raw) {
		const { device, dtype, offline } = readEngineOptions(raw);
		const reference = readModelReference(context, itemIndex);
		const wanted = { reference, requirement: VLA_REQUIREMENT, dtype, offline, signal };
		const model = await findModel(context, wanted);
		const centreCrop = switchOf('Center Crop', raw.centerCrop, false);
		const onlyActionTokens = switchOf('Only Action Tokens', raw.onlyActionTokens, false);
		const policy = localPolicy({ model, device, centreCrop, onlyActionTokens });
		return {
			policy,
			warm: async () => await policy.warm({ signal }),
			space: (gripper = 'zeroClosedOneOpen') => handSpace({ convention: 'delta', gripper }),
			name: JSON.stringify(['local', model.id, centreCrop, onlyActionTokens]),
			isRepeatable: true,
			isChunked: false,
		};
	},
};
