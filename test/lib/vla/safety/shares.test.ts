import { spaceOf } from '../../../../lib/vla/policies/remote/spaces';
import { checkActions } from '../../../../lib/vla/safety/check-actions';
import type { SafetyLimits, Situation } from '../../../../lib/vla/safety/types';
import { LIMITS } from './random-cases';

/** LIBERO: 1 is 5 cm and half a radian. */
const HAND = spaceOf({ policy: 'openPi', robot: 'libero' });
const NOWHERE = Array(7).fill(undefined);

const check = (
	action: number[],
	given: Partial<Situation> = {},
	limits: Partial<SafetyLimits> = {},
) =>
	checkActions({ space: HAND, state: NOWHERE, ...given, limits: { ...LIMITS, ...limits } }, [
		action,
	]);

it('a share is held to the limits by what it stands for', () => {
	expect(check([1, -1, 0, 0.4, 0, 0, -1])).toMatchObject({ safe: true, held: false });
	const { held, violations } = check([1.2, 0, 0, 0.5, 0, 0, -1]);
	expect(held).toBe(true);
	expect(violations).toMatchObject([
		{ code: 'STEP_TOO_LARGE', axis: 'x', found: 1.2, allowed: [-1, 1] },
		{ code: 'STEP_TOO_LARGE', axis: 'roll', found: 0.5, allowed: [-0.4, 0.4] },
	]);
	expect(violations[0].message).toBe(
		'"x" is 1.2, which stands for 0.06; the largest step allows -0.05 to 0.05 (option "Max Step").',
	);
});

it('clips to the share that stands for the limit', () => {
	const { steps } = check([3, 0, -3, 0, 0, 0, -1], {}, { onViolation: 'clip' });
	expect(steps).toEqual([[1, 0, -1, 0, 0, 0, -1]]);
});

it('the workspace is kept in metres, step after step', () => {
	const limits = { ...LIMITS, workspace: { x: [0, 0.33] as const } };
	const state = [0.25, 0, 0, 0, 0, 0, -1];
	const step = [0.6, 0, 0, 0, 0, 0, -1];
	const verdict = checkActions({ space: HAND, state, limits }, [step, step, step]);
	// 0.28, 0.31, and 0.34 is outside.
	expect(verdict.steps).toHaveLength(2);
	expect(verdict.violations).toMatchObject([
		{ code: 'OUTSIDE_WORKSPACE', axis: 'x', found: 0.6, step: 2 },
	]);
	expect(verdict.violations[0].message).toBe(
		'"x" is 0.6, which stands for 0.03; to stay in the workspace it may be -0.31 to 0.02 (metres).',
	);
});

it('joints in shares of their speed are held to radians', () => {
	const space = spaceOf({ policy: 'openPi', robot: 'droid' });
	const state = Array(8).fill(0);
	expect(check([0.5, 0, 0, 0, 0, 0, 0, 0], { space, state }).safe).toBe(true);
	expect(check([0.51, 0, 0, 0, 0, 0, 0, 0], { space, state }).violations).toMatchObject([
		{ code: 'STEP_TOO_LARGE', axis: 'joint 1', allowed: [-0.5, 0.5] },
	]);
});
