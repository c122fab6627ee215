import type { ActionVector } from '../types';
import { checkStep, type CheckedStep } from './check-step';
import { holdVector, placeAfter } from './space';
import type { ActionSpace, RobotState, SafeVector, Situation, Verdict, Violation } from './types';
import { safetyError, violation } from './violations';

/**
 * Checks the steps of a policy's answer in their order, each from where the ones before it lead. Holding ends the
 * chunk before the first step that breaks a limit; UNSAFE_ACTION where the limits ask to fail.
 */
export function checkActions(situation: Situation, actions: readonly ActionVector[]): Verdict {
	const { space, state, limits } = situation;
	const steps: SafeVector[] = [];
	const violations: Violation[] = [];
	let now = state;
	let clipped = false;
	if (actions.length === 0) {
		violations.push(violation('ACTION_SIZE', { size: 0, expected: space.names.length }));
	}
	for (const [place, action] of actions.entries()) {
		const checked = checkStep(situation, now, action);
		violations.push(...checked.violations.map((found) => ({ ...found, step: place })));
		const taken = takenOf(checked, action, limits.onViolation);
		if (!taken) break;
		clipped ||= checked.violations.length > 0;
		steps.push(taken);
		now = after(space, now, taken);
	}
	return conclude(situation, { steps, clipped, violations });
}

/** The verdict on an answer that is not to be acted on at all, whatever its numbers are. */
export function refuseActions(situation: Situation, violations: Violation[]): Verdict {
	return conclude(situation, { steps: [], clipped: false, violations });
}

function takenOf(
	{ clipped, violations }: CheckedStep,
	action: ActionVector,
	onViolation: Situation['limits']['onViolation'],
): ActionVector | undefined {
	if (violations.length === 0) return action;
	return onViolation === 'clip' ? clipped : undefined;
}

function conclude(
	{ space, limits }: Situation,
	found: Pick<Verdict, 'steps' | 'clipped' | 'violations'>,
): Verdict {
	const { violations } = found;
	if (violations.length > 0 && limits.onViolation === 'fail') {
		throw safetyError('UNSAFE_ACTION', { violations });
	}
	const held = found.steps.length === 0;
	return {
		...found,
		...(held && { steps: [holdVector(space)] }),
		safe: violations.length === 0,
		held,
	};
}

/** Where the robot is once it has done a step. */
const after = (space: ActionSpace, state: RobotState, action: ActionVector): RobotState =>
	action.map((value, axis) => placeAfter(space, axis, value, state[axis]));
