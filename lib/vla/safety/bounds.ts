import { gripperRange, unitOf } from './space';
import type { Interval, RobotState, Situation, ViolationCode } from './types';

/** A limit of one axis, and the code of breaking it. */
export interface Bound {
	code: ViolationCode;
	/** Undefined: the limit holds, but where the robot is would have to be known. */
	allowed?: Interval;
}

/** Every limit of an axis that this situation sets, in the units of the action. */
export function boundsOf(situation: Situation, state: RobotState, axis: number): Bound[] {
	const { space } = situation;
	if (space.kinds[axis] === 'gripper')
		return [{ code: 'OUT_OF_RANGE', allowed: gripperRange(situation.space) }];
	return [
		rangeOf(situation, axis),
		stepOf(situation, state, axis),
		workspaceOf(situation, state, axis),
	].filter((bound) => bound !== undefined);
}

/** The turn of this size nearest to where the axis is: 350 degrees and -10 are the same place. */
export function nearestTurn(value: number, current: number): number {
	const turn = 2 * Math.PI;
	return value - turn * Math.round((value - current) / turn);
}

function rangeOf({ range, limits }: Situation, axis: number): Bound | undefined {
	if (!range || limits.rangeMargin === Infinity) return undefined;
	const [low, high] = range[axis];
	const margin = limits.rangeMargin * (high - low);
	return { code: 'OUT_OF_RANGE', allowed: [low - margin, high + margin] };
}

function stepOf({ space, limits }: Situation, state: RobotState, axis: number): Bound | undefined {
	const kind = space.kinds[axis];
	if (kind === 'gripper' || limits.maximumStep[kind] === Infinity) return undefined;
	const step = limits.maximumStep[kind] / unitOf(space, axis);
	return { code: 'STEP_TOO_LARGE', allowed: around(space.convention, state[axis], step) };
}

function around(
	convention: 'delta' | 'absolute',
	current: number | undefined,
	step: number,
): Interval | undefined {
	if (convention === 'delta') return [-step, step];
	return current === undefined ? undefined : [current - step, current + step];
}

function workspaceOf(
	{ space, limits }: Situation,
	state: RobotState,
	axis: number,
): Bound | undefined {
	if (space.kinds[axis] !== 'translation') return undefined;
	const box = limits.workspace?.[space.names[axis] as 'x' | 'y' | 'z'];
	if (!box) return undefined;
	const origin = space.convention === 'delta' ? state[axis] : 0;
	if (origin === undefined) return { code: 'OUTSIDE_WORKSPACE' };
	const unit = unitOf(space, axis);
	const allowed: Interval = [(box[0] - origin) / unit, (box[1] - origin) / unit];
	return { code: 'OUTSIDE_WORKSPACE', allowed };
}
