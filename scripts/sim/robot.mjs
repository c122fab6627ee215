import { makeScene } from './scene.mjs';

const MOTIONS = ['x', 'y', 'z'];
/** The fingertips cannot go through the table. */
const TABLE_TOP = 0;

/**
 * A hand above a drawn table. `move` takes an action by name: x to the right, y away, z up in metres from where the
 * hand is, gripper 0 closed and 1 open; what is null or missing stays as it is. Turns are accepted and do nothing.
 * Throws where a number is none.
 */
export function createRobot(seed = 0) {
	let scene;
	let hand;
	let gripper;
	let path;
	const reset = (newSeed, thing) => {
		scene = makeScene(newSeed, thing);
		hand = { ...scene.start };
		gripper = 1;
		path = [{ ...hand, gripper }];
	};
	reset(seed);
	return {
		reset,
		move(action) {
			const [x, y, z] = MOTIONS.map((name) => numberIn(action, name) ?? 0);
			gripper = numberIn(action, 'gripper') ?? gripper;
			hand = { x: hand.x + x, y: hand.y + y, z: Math.max(TABLE_TOP, hand.z + z) };
			path.push({ ...hand, gripper, atMs: Date.now() });
		},
		/** Where the hand has been: its start, and after each action. */
		path: () => structuredClone(path),
		scene: () => scene,
		hand: () => ({ ...hand }),
		state: () => stateOf(scene, hand, gripper, path.length - 1),
	};
}

/** The hand is over a thing when its middle is at most half way from there to the thing's edge. */
function stateOf({ seed, target, objects }, hand, gripper, steps) {
	const { colour, kind, x, y, halfWidth } = target;
	const distanceMetres = Math.hypot(x - hand.x, y - hand.y);
	return {
		seed,
		instruction: `move to the ${colour} ${kind}`,
		steps,
		isOver: distanceMetres <= halfWidth / 2,
		distanceMetres,
		hand: { ...hand },
		gripper,
		target: { colour, kind, x, y },
		objects: objects.map(({ colour, kind, x, y }) => ({ colour, kind, x, y })),
	};
}

function numberIn(action, name) {
	const value = action?.[name] ?? undefined;
	if (value !== undefined && !Number.isFinite(value)) {
		throw new TypeError(`"${name}" is to be a number, and is ${JSON.stringify(value)}.`);
	}
	return value;
}
