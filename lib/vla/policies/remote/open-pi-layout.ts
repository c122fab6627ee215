import type { MessageMap } from '../../../hosted/policy-servers/msgpack-encode';
import { doublesArray, type WireArray } from '../../../hosted/policy-servers/wire-array';
import type { CameraPicture, CameraRole, Observation } from '../../types';
import { remotePolicyInputError } from './errors';
import { checkState } from './question';
import type { OpenPiRobot } from './spaces';

/** Where something goes in a message: a name, and for nested ones those that lead there. */
export type Path = string[];

/** How an openpi policy wants what the robot sees and feels. */
export interface OpenPiLayout {
	cameras: Array<{ role: CameraRole; path: Path; isNeeded: boolean }>;
	/** `hwc`: [height, width, 3]; `chw`: [3, height, width]. */
	pictures: 'hwc' | 'chw';
	/** The state's numbers, cut in pieces in their order; the last piece without `count` takes the rest. */
	state: Array<{ path: Path; count?: number }>;
	prompt: Path;
}

const camera = (role: CameraRole, ...path: Path) => ({ role, path, isNeeded: true });

/** As openpi's own policies of these robots read their observations. */
export const OPEN_PI_LAYOUTS: Record<OpenPiRobot, OpenPiLayout> = {
	libero: {
		cameras: [camera('primary', 'observation/image'), camera('wrist', 'observation/wrist_image')],
		pictures: 'hwc',
		state: [{ path: ['observation/state'], count: 8 }],
		prompt: ['prompt'],
	},
	droid: {
		cameras: [
			camera('primary', 'observation/exterior_image_1_left'),
			camera('wrist', 'observation/wrist_image_left'),
		],
		pictures: 'hwc',
		state: [
			{ path: ['observation/joint_position'], count: 7 },
			{ path: ['observation/gripper_position'], count: 1 },
		],
		prompt: ['prompt'],
	},
	aloha: {
		cameras: [
			camera('primary', 'images', 'cam_high'),
			{ ...camera('low', 'images', 'cam_low'), isNeeded: false },
			{ ...camera('leftWrist', 'images', 'cam_left_wrist'), isNeeded: false },
			{ ...camera('rightWrist', 'images', 'cam_right_wrist'), isNeeded: false },
		],
		pictures: 'chw',
		state: [{ path: ['state'], count: 14 }],
		prompt: ['prompt'],
	},
};

/** What is sent, the pictures by their places in a message. */
export interface Views {
	pictures: CameraPicture[];
	paths: Path[];
}

/** Each picture with its place. POLICY_CAMERA_UNKNOWN, POLICY_CAMERA_TWICE, POLICY_CAMERA_MISSING. */
export function viewsOf({ pictures }: Observation, { cameras }: OpenPiLayout): Views {
	const roles = cameras.map(({ role }) => role);
	for (const [index, { role }] of pictures.entries()) {
		if (!roles.includes(role)) {
			throw remotePolicyInputError('POLICY_CAMERA_UNKNOWN', { role, known: roles });
		}
		const isFirst = pictures.findIndex((other) => other.role === role) === index;
		if (!isFirst) throw remotePolicyInputError('POLICY_CAMERA_TWICE', { role });
	}
	const given = cameras.flatMap(({ role, path, isNeeded }) => {
		const picture = pictures.find((one) => one.role === role);
		if (!picture && isNeeded) throw remotePolicyInputError('POLICY_CAMERA_MISSING', { role });
		return picture ? [{ picture, path }] : [];
	});
	return {
		pictures: given.map(({ picture }) => picture),
		paths: given.map(({ path }) => path),
	};
}

/** The message to the server, pictures first. POLICY_STATE_MISSING, POLICY_STATE_SIZE, POLICY_LAYOUT_INVALID. */
export function toMessage(
	layout: OpenPiLayout,
	paths: Path[],
	pictures: WireArray[],
	state: number[] | undefined,
	instruction: string,
): MessageMap {
	const message: MessageMap = {};
	paths.forEach((path, index) => put(message, path, pictures[index]));
	for (const { path, numbers } of splitState(layout, state)) {
		put(message, path, doublesArray(numbers));
	}
	put(message, layout.prompt, instruction);
	return message;
}

function splitState({ state: pieces }: OpenPiLayout, given: number[] | undefined) {
	if (pieces.length === 0) return [];
	const isFixed = pieces.every(({ count }) => count !== undefined);
	const expected = pieces.reduce((sum, { count = 0 }) => sum + count, 0);
	const state = checkState(given, isFixed ? expected : undefined) ?? [];
	let from = 0;
	return pieces.map(({ path, count = state.length - from }) => {
		const numbers = state.slice(from, from + count);
		from += count;
		return { path, numbers };
	});
}

function put(message: MessageMap, path: Path, value: MessageMap[string]): void {
	const [name, ...rest] = path;
	if (name === undefined || name === '' || (rest.length === 0 && Object.hasOwn(message, name))) {
		throw remotePolicyInputError('POLICY_LAYOUT_INVALID', {
			reason: name ? `"${name}" stands for two things` : 'one is empty',
		});
	}
	if (rest.length === 0) {
		message[name] = value;
		return;
	}
	const inner = (message[name] ??= {});
	if (typeof inner !== 'object' || inner === null || Array.isArray(inner) || 'bytes' in inner) {
		const reason = `"${name}" stands for two things`;
		throw remotePolicyInputError('POLICY_LAYOUT_INVALID', { reason });
	}
	put(inner as MessageMap, rest, value);
}
