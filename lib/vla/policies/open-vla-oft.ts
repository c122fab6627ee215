import { performance } from 'node:perf_hooks';
import { type ActServer, askAct } from '../../hosted/policy-servers/act-client';
import { actAddress, originOf } from '../../hosted/policy-servers/address';
import { toJsonNumpy } from '../../hosted/policy-servers/json-numpy';
import { doublesArray } from '../../hosted/policy-servers/wire-array';
import { POLICY_PICTURE_EDGE } from '../../limits';
import type { CameraPicture, Observation, Policy } from '../types';
import { remotePolicyInputError } from './remote/errors';
import { preparePictures } from './remote/pictures-client';
import { checkQuestion, checkState, freshnessOf, sceneOf } from './remote/question';
import { type OftRobot, spaceOf } from './remote/spaces';
import { toSteps } from './remote/steps';

/** OpenVLA-OFT's own server (`vla-scripts/deploy.py`), and how it is asked. */
export interface OpenVlaOftJob {
	server: ActServer;
	/** The robot that the server's policy was trained on; it has to be started for it. */
	robot: OftRobot;
	/** For servers behind something that understands no nested JSON. Default false. */
	isDoubleEncoded?: boolean;
	/** An older picture is not asked about. */
	maximumObservationAgeMs?: number;
}

/** Numbers of the robot's state. */
const STATE_SIZES: Record<OftRobot, number> = { libero: 8, bridge: 7, aloha: 14 };

const NAMES: Record<string, string> = {
	wrist: 'wrist_image',
	leftWrist: 'left_wrist_image',
	rightWrist: 'right_wrist_image',
};

/** As its own clients bring pictures to size. */
const FORM = {
	edge: POLICY_PICTURE_EDGE,
	fit: { kind: 'stretch', filter: 'lanczos' },
	order: 'hwc',
} as const;

const ADVICE =
	"Most often it was started for another robot, or for another number of cameras than were given, or it needs the robot's state.";

const KEY_UNUSED =
	'The "Unnormalization Key" was not sent: a server of OpenVLA-OFT is started with one and takes no other.';

/** Makes a policy of a server of OpenVLA-OFT: the scene, pictures of wrists in their order and the state in, a chunk out. */
export function openVlaOftPolicy(job: OpenVlaOftJob): Policy {
	const { server, robot, isDoubleEncoded } = job;
	const space = spaceOf({ policy: 'openVlaOft', robot });
	return {
		async act(observation, instruction, { unnormKey, signal } = {}) {
			const startedMs = performance.now();
			checkQuestion(observation, instruction);
			const state = stateOf(observation, robot);
			const views = viewsOf(observation);
			const pictures = await preparePictures([...views.values()], FORM, signal);
			const body = {
				...Object.fromEntries([...views.keys()].map((name, i) => [name, toJsonNumpy(pictures[i])])),
				...(state && { state: toJsonNumpy(doublesArray(state)) }),
				instruction,
			};
			const preparation = performance.now() - startedMs;
			const { value, roundTripMs } = await askAct(server, {
				body,
				isDoubleEncoded,
				freshness: freshnessOf(observation, job.maximumObservationAgeMs),
				signal,
				failureAdvice: ADVICE,
			});
			return {
				actions: toSteps(value, space.names.length),
				latencyMs: { total: performance.now() - startedMs, preparation, network: roundTripMs },
				model: `OpenVLA-OFT at ${originOf(actAddress(server.baseUrl))}`,
				warnings: unnormKey?.trim() ? [KEY_UNUSED] : [],
			};
		},
	};
}

function stateOf({ state }: Observation, robot: OftRobot): number[] | undefined {
	return state && checkState(state, STATE_SIZES[robot]);
}

/** Pictures by the server's names, the scene first: it takes every further name that has `wrist` in it, in their order. */
function viewsOf(observation: Observation): Map<string, CameraPicture> {
	const scene = sceneOf(observation);
	const views = new Map([['full_image', scene]]);
	for (const picture of observation.pictures) {
		if (picture === scene) continue;
		const { role } = picture;
		const name = NAMES[role] ?? role;
		if (!name.includes('wrist')) {
			const known = ['primary', ...Object.keys(NAMES)];
			throw remotePolicyInputError('POLICY_CAMERA_UNKNOWN', { role, known });
		}
		if (views.has(name)) throw remotePolicyInputError('POLICY_CAMERA_TWICE', { role });
		views.set(name, picture);
	}
	return views;
}
