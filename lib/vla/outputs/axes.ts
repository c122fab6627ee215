import { placeAfter, placesOf, unitOf } from '../safety/space';
import type { SafeVector } from '../safety/types';
import type { SafeSteps } from './types';

/** The same steps in metres and radians, where the policy counts in shares of the largest motion. */
export function inMetresAndRadians(all: SafeSteps): SafeSteps {
	const { space, steps } = all;
	const converted = steps.map((vector) =>
		vector.map((value, axis) => (value === null ? null : value * unitOf(space, axis))),
	);
	return { ...all, space: { ...space, metresOfOne: 1, radiansOfOne: 1 }, steps: converted };
}

/** Whether the numbers move a hand; else they move joints. */
export const isHand = ({ space }: Pick<SafeSteps, 'space'>): boolean =>
	placesOf(space, 'translation').length === 3;

/**
 * Where each joint is to be after each step, radians. None while the robot is held: servos keep what they were last
 * told, and a place to go to would be one that nobody checked. A step whose places are not known is left out too: of
 * motions from a place that nobody told, nobody knows where they end.
 */
export function jointPlaces({
	space,
	steps,
	state,
	held,
}: SafeSteps): Array<{ step: number; at: number[] }> {
	if (held) return [];
	const joints = placesOf(space, 'joint');
	let now = joints.map((place) => state[place]);
	return steps.flatMap((vector, step) => {
		now = joints.map((place, joint) => placeAfter(space, place, vector[place], now[joint]));
		const isTold = joints.every((place) => vector[place] !== null);
		return isTold && isKnown(now) ? [{ step, at: now }] : [];
	});
}

const isKnown = (places: Array<number | undefined>): places is number[] =>
	places.every((place) => place !== undefined);

/** A number by name for each axis; two arms' names differ already. */
export const byName = (
	names: readonly string[],
	vector: SafeVector,
): Record<string, number | null> =>
	Object.fromEntries(names.map((name, place) => [name, vector[place]]));
