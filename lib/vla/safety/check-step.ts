import type { ActionVector } from '../types';
import { boundsOf, nearestTurn, type Bound } from './bounds';
import { unitOf } from './space';
import type { Interval, RobotState, Situation, Violation } from './types';
import { violation } from './violations';

/** What became of one action. */
export interface CheckedStep {
	/** With every number inside all its limits; undefined where there is no such number. */
	clipped?: ActionVector;
	violations: Violation[];
}

/** Checks one action against the limits of each of its axes. The state is where the robot is just before it. */
export function checkStep(
	situation: Situation,
	state: RobotState,
	action: ActionVector,
): CheckedStep {
	const { names } = situation.space;
	if (action.length !== names.length) {
		return only(violation('ACTION_SIZE', { size: action.length, expected: names.length }));
	}
	const notFinite = names.filter((_, axis) => !Number.isFinite(action[axis]));
	if (notFinite.length > 0) {
		return { violations: notFinite.map((axis) => violation('NOT_FINITE', { axis })) };
	}
	const checks = action.map((value, axis) => checkAxis(situation, state, value, axis));
	const clipped = checks.map(({ value }) => value);
	return {
		violations: checks.flatMap(({ violations }) => violations),
		...(clipped.every((value) => value !== undefined) && { clipped }),
	};
}

const only = (found: Violation): CheckedStep => ({ violations: [found] });

interface CheckedAxis {
	/** Undefined: no value is allowed, or none can be known to be. */
	value?: number;
	violations: Violation[];
}

function checkAxis(
	situation: Situation,
	state: RobotState,
	given: number,
	place: number,
): CheckedAxis {
	const axis = situation.space.names[place];
	const bounds = boundsOf(situation, state, place);
	const found = comparable(situation, state, given, place);
	const violations = bounds
		.filter(({ allowed }) => !allowed || !isInside(found, allowed))
		.map(({ code, allowed }) =>
			allowed
				? violation(code, { axis, found, allowed, unit: unitOf(situation.space, place) })
				: violation('POSE_UNKNOWN', { axis }),
		);
	if (violations.length === 0) return { value: given, violations };
	const common = intersect(bounds);
	if (!common) return { violations };
	if (common[0] > common[1])
		return { violations: [...violations, violation('NO_WAY_BACK', { axis })] };
	return { value: Math.min(common[1], Math.max(common[0], found)), violations };
}

/** A direction is a circle: it is judged by the way that is the shortest. */
function comparable({ space }: Situation, state: RobotState, value: number, axis: number): number {
	const current = state[axis];
	const isDirection = space.kinds[axis] === 'rotation' && space.convention === 'absolute';
	return isDirection && current !== undefined ? nearestTurn(value, current) : value;
}

const isInside = (value: number, [low, high]: Interval): boolean => value >= low && value <= high;

/** What all limits allow; undefined where one of them cannot be known. */
function intersect(bounds: Bound[]): Interval | undefined {
	let common: Interval = [-Infinity, Infinity];
	for (const { allowed } of bounds) {
		if (!allowed) return undefined;
		common = [Math.max(common[0], allowed[0]), Math.min(common[1], allowed[1])];
	}
	return common;
}
