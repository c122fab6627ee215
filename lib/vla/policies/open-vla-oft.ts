import { toJsonNumpy } from '../../hosted/policy-servers/json-numpy';
import { doublesArray } from '../../hosted/policy-servers/wire-array';
import { POLICY_PICTURE_EDGE } from '../../limits';
import type { CameraPicture, Observation, Policy } from '../types';
import { sceneOf } from './question';
import { type ActJob, actPolicy } from './remote/act-policy';
import { remotePolicyInputError } from './remote/errors';
import { preparePictures } from './remote/pictures-client';
import { checkState } from './remote/question';
import { type OftRobot, spaceOf } from './remote/spaces';

/** OpenVLA-OFT's own server (`vla-scripts/deploy.py`), and how it is asked. */
export interface OpenVlaOftJob extends ActJob {
	/** The robot that the server's policy was trained on; it has to be started for it. */
	robot: OftRobot;
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
export function openVlaOftPolicy({ robot, ...job }: OpenVlaOftJob): Policy {
	return actPolicy(job, {
		title: 'OpenVLA-OFT',
		size: spaceOf({ policy: 'openVlaOft', robot }).names.length,
		failureAdvice: ADVICE,
		async toBody(observation, instruction, { signal }) {
			const state = stateOf(observation, robot);
			const views = viewsOf(observation);
			const pictures = await preparePictures([...views.values()], FORM, signal);
			return {
				...Object.fromEntries([...views.keys()].map((name, i) => [name, toJsonNumpy(pictures[i])])),
				...(state && { state: toJsonNumpy(doublesArray(state)) }),
				instruction,
			};
		},
		onKey: () => ({ warnings: [KEY_UNUSED] }),
	});
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
