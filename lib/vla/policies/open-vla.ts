import { toJsonNumpy } from '../../hosted/policy-servers/json-numpy';
import { POLICY_PICTURE_EDGE } from '../../limits';
import { ACTION_PARTS } from '../action';
import type { Policy } from '../types';
import { sceneOf } from './question';
import { type ActJob, actPolicy } from './remote/act-policy';
import { preparePictures } from './remote/pictures-client';

/** OpenVLA's own server (`vla-scripts/deploy.py`), and how it is asked. */
export interface OpenVlaJob extends ActJob {
	/** As the model's processor would bring the picture to its size. Default `stretch`, which openvla-7b was trained with. */
	resize?: 'stretch' | 'letterbox';
}

const FITS = {
	stretch: { kind: 'stretch', filter: 'bicubic' },
	letterbox: { kind: 'letterbox' },
} as const;

const ADVICE =
	'Most often the "Unnormalization Key" is none that its model was trained on (or none is given, and there are several), or the picture is none that it can use.';

/** Makes a policy of a server of OpenVLA. It sees one picture, the scene's; its answer is one step. */
export function openVlaPolicy({ resize = 'stretch', ...job }: OpenVlaJob): Policy {
	return actPolicy(job, {
		title: 'OpenVLA',
		size: ACTION_PARTS.length,
		failureAdvice: ADVICE,
		async toBody(observation, instruction, { unnormKey, signal }) {
			const form = { edge: POLICY_PICTURE_EDGE, fit: FITS[resize], order: 'hwc' } as const;
			const [image] = await preparePictures([sceneOf(observation)], form, signal);
			const key = unnormKey === undefined ? {} : { unnorm_key: unnormKey };
			return { image: toJsonNumpy(image), instruction, ...key };
		},
		onKey: (unnormKey) => ({ unnormKey }),
	});
}
