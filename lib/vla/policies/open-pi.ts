import { performance } from 'node:perf_hooks';
import { originOf } from '../../hosted/policy-servers/address';
import { addressOf, type OpenPiServer } from '../../hosted/policy-servers/open-pi-connection';
import { keptConnection } from '../../hosted/policy-servers/open-pi-keeper';
import { isJsonObject, type JsonObject } from '../../json-object';
import { POLICY_PICTURE_EDGE } from '../../limits';
import type { Policy } from '../types';
import { checkQuestion } from './question';
import { OPEN_PI_LAYOUTS, type OpenPiLayout, toMessage, viewsOf } from './remote/open-pi-layout';
import { preparePictures } from './remote/pictures-client';
import { freshnessOf } from './remote/question';
import { type OpenPiRobot, spaceOf } from './remote/spaces';
import { toSteps } from './remote/steps';

/** A server of openpi's kind, and how it is asked. */
export interface OpenPiJob {
	server: OpenPiServer;
	/** A robot that openpi knows, or how another one's policy wants its observations: of that any size of action is taken. */
	robot: OpenPiRobot | OpenPiLayout;
	/** Side of the pictures, pixels. Default 224. */
	pictureEdge?: number;
	/** An older picture is not asked about. */
	maximumObservationAgeMs?: number;
}

const KEY_UNUSED =
	'The "Unnormalization Key" was not sent: an openpi server knows its data set by itself.';

/** Makes a policy of a server of openpi's kind: pictures, state and instruction in, a chunk out. Its connection is kept for the next question. */
export function openPiPolicy(job: OpenPiJob): Policy {
	const { server, robot, pictureEdge: edge = POLICY_PICTURE_EDGE } = job;
	const layout = typeof robot === 'string' ? OPEN_PI_LAYOUTS[robot] : robot;
	const space = typeof robot === 'string' ? spaceOf({ policy: 'openPi', robot }) : undefined;
	return {
		async act(observation, instruction, { unnormKey, signal } = {}) {
			const startedMs = performance.now();
			checkQuestion(observation, instruction);
			const { pictures, paths } = viewsOf(observation, layout);
			const form = { edge, fit: { kind: 'pad' }, order: layout.pictures } as const;
			const arrays = await preparePictures(pictures, form, signal);
			const message = toMessage(layout, paths, arrays, observation.state, instruction);
			const preparation = performance.now() - startedMs;
			const freshness = freshnessOf(observation, job.maximumObservationAgeMs);
			const question = { message, freshness, signal };
			const { reply, roundTripMs } = await keptConnection(server).ask(server, question);
			const inference = inferenceMs(reply);
			return {
				actions: toSteps(reply.actions ?? reply, space?.names.length),
				latencyMs: {
					total: performance.now() - startedMs,
					preparation,
					network: Math.max(0, roundTripMs - (inference ?? 0)),
					...(inference !== undefined && { inference }),
				},
				model: `openpi at ${originOf(addressOf(server))}`,
				warnings: unnormKey?.trim() ? [KEY_UNUSED] : [],
			};
		},
	};
}

/** Of the server's whole work where it tells that, else of the model alone. */
function inferenceMs({ server_timing: server, policy_timing: policy }: JsonObject) {
	const times = [server, policy].map((timing) => isJsonObject(timing) && timing.infer_ms);
	return times.find((time): time is number => typeof time === 'number' && time >= 0);
}
