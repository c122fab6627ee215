import { performance } from 'node:perf_hooks';
import { type ActServer, askAct } from '../../hosted/policy-servers/act-client';
import { actAddress, originOf } from '../../hosted/policy-servers/address';
import { toJsonNumpy } from '../../hosted/policy-servers/json-numpy';
import { POLICY_PICTURE_EDGE } from '../../limits';
import { ACTION_PARTS } from '../action';
import type { Policy } from '../types';
import { preparePictures } from './remote/pictures-client';
import { checkQuestion, freshnessOf, sceneOf } from './remote/question';
import { toSteps } from './remote/steps';

/** OpenVLA's own server (`vla-scripts/deploy.py`), and how it is asked. */
export interface OpenVlaJob {
	server: ActServer;
	/** As the model's processor would bring the picture to its size. Default `stretch`, which openvla-7b was trained with. */
	resize?: 'stretch' | 'letterbox';
	/** For servers behind something that understands no nested JSON. Default false. */
	isDoubleEncoded?: boolean;
	/** An older picture is not asked about. */
	maximumObservationAgeMs?: number;
}

const FITS = {
	stretch: { kind: 'stretch', filter: 'bicubic' },
	letterbox: { kind: 'letterbox' },
} as const;

const ADVICE =
	'Most often the "Unnormalization Key" is none that its model was trained on (or none is given, and there are several), or the picture is none that it can use.';

/** Makes a policy of a server of OpenVLA. It sees one picture, the scene's; its answer is one step. */
export function openVlaPolicy(job: OpenVlaJob): Policy {
	const { server, resize = 'stretch', isDoubleEncoded } = job;
	return {
		async act(observation, instruction, { unnormKey, signal } = {}) {
			const startedMs = performance.now();
			checkQuestion(observation, instruction);
			const form = { edge: POLICY_PICTURE_EDGE, fit: FITS[resize], order: 'hwc' } as const;
			const [image] = await preparePictures([sceneOf(observation)], form, signal);
			const key = unnormKey?.trim() || undefined;
			const body = { image: toJsonNumpy(image), instruction, ...(key && { unnorm_key: key }) };
			const preparation = performance.now() - startedMs;
			const { value, roundTripMs } = await askAct(server, {
				body,
				isDoubleEncoded,
				freshness: freshnessOf(observation, job.maximumObservationAgeMs),
				signal,
				failureAdvice: ADVICE,
			});
			return {
				actions: toSteps(value, ACTION_PARTS.length),
				...(key && { unnormKey: key }),
				latencyMs: { total: performance.now() - startedMs, preparation, network: roundTripMs },
				model: `OpenVLA at ${originOf(actAddress(server.baseUrl))}`,
				warnings: [],
			};
		},
	};
}
