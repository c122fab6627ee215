import { checkActions } from '../../../../lib/vla/safety/check-actions';
import { toLeRobot } from '../../../../lib/vla/outputs/le-robot';
import { toRosbridge } from '../../../../lib/vla/outputs/rosbridge';
import { handSpace } from '../../../../lib/vla/safety/space';
import type { SafeVector, SafetyLimits, Situation } from '../../../../lib/vla/safety/types';
import { handSteps, ROS_OPTIONS } from '../outputs/steps';
import { LIMITS, randomCase, seededRandom } from './random-cases';

const DELTA = handSpace({ convention: 'delta', gripper: 'zeroClosedOneOpen' });
const ABSOLUTE = handSpace({ convention: 'absolute', gripper: 'zeroClosedOneOpen' });
const NOWHERE = Array(7).fill(undefined);
const POSE = [0.3, 0.1, 0.2, 0, 0, 3, 1];
const situation = (
	given: Partial<Situation> = {},
	limits: Partial<SafetyLimits> = {},
): Situation => ({
	...{ space: DELTA, state: NOWHERE },
	...given,
	limits: { ...LIMITS, ...limits },
});
const STILL = [0, 0, 0, 0, 0, 0, null];
const codesOf = ({ violations }: ReturnType<typeof checkActions>) =>
	violations.map(({ code }) => code);

/** LeRobot's word for it. */
const GRIPPER_STAYS = 1;

/** Rounding of sums of binary fractions. */
const DUST = 1e-12;

/** What a motion of 1 is, metres or radians. */
const unitsOf = ({ metresOfOne, radiansOfOne }: Situation['space']) => ({
	...{ translation: metresOfOne, rotation: radiansOfOne, joint: radiansOfOne },
});

/** Every limit that this vector breaks, told independently of the code under test. */
function brokenLimits(
	{ space, limits, range }: Situation,
	from: Array<number | null | undefined>,
	vector: SafeVector,
) {
	const broken: string[] = [];
	space.kinds.forEach((kind, axis) => {
		const value = vector[axis];
		if (value === null) return;
		if (!Number.isFinite(value)) broken.push('finite');
		if (kind === 'gripper') {
			const lowest = space.gripper === 'zeroClosedOneOpen' ? 0 : -1;
			if (value < lowest || value > 1) broken.push('gripper');
			return;
		}
		const current = from[axis] ?? undefined;
		const moved = value * (unitsOf(space)[kind] ?? 1);
		const target = space.convention === 'delta' ? (current ?? NaN) + moved : value;
		const motion = space.convention === 'delta' ? moved : value - (current ?? NaN);
		if (motion === 0) return;
		if (range) {
			const margin = limits.rangeMargin * (range[axis][1] - range[axis][0]);
			const turns = kind === 'rotation' && space.convention === 'absolute' ? [-1, 0, 1] : [0];
			const isInside = turns.some(
				(turn) =>
					value + turn * 2 * Math.PI >= range[axis][0] - margin - DUST &&
					value + turn * 2 * Math.PI <= range[axis][1] + margin + DUST,
			);
			if (limits.rangeMargin !== Infinity && !isInside) broken.push('range');
		}
		const around =
			kind === 'rotation'
				? Math.abs(Math.atan2(Math.sin(motion), Math.cos(motion)))
				: Math.abs(motion);
		const step = space.convention === 'delta' ? Math.abs(motion) : around;
		if (limits.maximumStep[kind] !== Infinity && !(step <= limits.maximumStep[kind] + DUST))
			broken.push('step');
		const box = limits.workspace?.[space.names[axis] as 'x'];
		if (kind === 'translation' && box && !(target >= box[0] - DUST && target <= box[1] + DUST))
			broken.push('box');
	});
	return broken;
}

it('lets nothing through that breaks a limit: 10,000 random robots, limits, places and answers', () => {
	const random = seededRandom(20261125);
	const counts = { safe: 0, clipped: 0, held: 0 };
	const broken: unknown[] = [];
	for (let round = 0; round < 10_000; round++) {
		const { situation: given, actions } = randomCase(random);
		const verdict = checkActions(given, actions);
		let from: Array<number | null | undefined> = [...given.state];
		for (const vector of verdict.steps) {
			broken.push(...brokenLimits(given, from, vector).map((limit) => ({ limit, round })));
			const { kinds, convention } = given.space;
			const units: Record<string, number | undefined> = unitsOf(given.space);
			from = vector.map((value, axis) =>
				value === null || kinds[axis] === 'gripper' || convention === 'absolute'
					? (value ?? from[axis])
					: from[axis] === undefined
						? undefined
						: from[axis]! + value * (units[kinds[axis]] ?? 1),
			);
		}
		const isUnchanged = JSON.stringify(verdict.steps) === JSON.stringify(actions);
		if (verdict.safe !== isUnchanged && !verdict.held) broken.push({ limit: 'unchanged', round });
		if (verdict.safe !== (verdict.violations.length === 0)) broken.push({ limit: 'told', round });
		counts.safe += Number(verdict.safe);
		counts.clipped += Number(verdict.clipped);
		counts.held += Number(verdict.held);
	}
	expect(broken).toEqual([]);
	// Otherwise the rounds would have tried little.
	expect(Math.min(...Object.values(counts))).toBeGreaterThan(300);
});

/** What a held robot would be told that is more than to stand. */
function commandsOf({ space, state }: Situation, steps: SafeVector[]) {
	const all = { ...handSteps(), space, state, steps, held: true };
	const isZero = (value: unknown): boolean =>
		typeof value === 'object' && value !== null
			? Object.values(value).every(isZero)
			: Object.is(Math.abs(Number(value)), 0);
	const { messages, later } = toRosbridge(all, ROS_OPTIONS);
	const told = [...messages, ...later.flatMap((one) => one.messages)].filter(
		(message) => message.op === 'publish' && !(message.topic === '/cmd' && isZero(message.msg)),
	);
	const { gripper = GRIPPER_STAYS, ...moved } = toLeRobot(all)[0];
	const names = Object.entries(moved).filter(
		([name, value]) => !(name.startsWith('delta_') && value === 0),
	);
	return [...told, ...names, ...(gripper === GRIPPER_STAYS ? [] : ['gripper'])];
}

it('holds still under both conventions, whatever the answer', () => {
	const random = seededRandom(7);
	let rounds = 0;
	for (let round = 0; round < 2000; round++) {
		const { situation: given, actions } = randomCase(random);
		const { steps, held } = checkActions(
			{ ...given, limits: { ...given.limits, onViolation: 'hold' } },
			actions,
		);
		if (!held) continue;
		expect(steps).toHaveLength(1);
		steps[0].forEach((value, axis) => {
			const { kinds, convention } = given.space;
			// A place to go to, even the one where the robot is said to be, would be a command.
			const isPlace = kinds[axis] === 'gripper' || convention === 'absolute';
			expect(value).toBe(isPlace ? null : 0);
		});
		expect(commandsOf(given, steps)).toEqual([]);
		rounds++;
	}
	// Otherwise little was tried.
	expect(rounds).toBeGreaterThan(1000);
});

describe('an answer within all limits', () => {
	it('passes unchanged', () => {
		const action = [0.01, -0.02, 0.03, 0.1, -0.1, 0.05, 1];
		expect(checkActions(situation(), [action])).toEqual({
			...{ steps: [action], safe: true, clipped: false, held: false, violations: [] },
		});
	});

	it('may go exactly to a limit', () => {
		const action = [0.05, -0.05, 0, 0.2, 0, 0, 0];
		expect(checkActions(situation(), [action]).safe).toBe(true);
	});

	it('turns the short way round: 3 and -3.2 radians are 0.08 apart', () => {
		const action = [0.3, 0.1, 0.2, 0, 0, -3.2, 1];
		expect(checkActions(situation({ space: ABSOLUTE, state: POSE }), [action]).safe).toBe(true);
	});
});

describe('an answer that breaks a limit', () => {
	it.each<[string, number[], Partial<Situation>, Partial<SafetyLimits>]>([
		['STEP_TOO_LARGE', [0.06, 0, 0, 0, 0, 0, 1], {}, {}],
		['OUT_OF_RANGE', [0.04, 0, 0, 0, 0, 0, 1], { range: Array(7).fill([-0.01, 0.01]) }, {}],
		['OUT_OF_RANGE', [0, 0, 0, 0, 0, 0, 1.5], {}, {}],
		[
			'OUTSIDE_WORKSPACE',
			[0.04, 0, 0, 0, 0, 0, 1],
			{ state: POSE },
			{ workspace: { x: [0, 0.32] } },
		],
		['POSE_UNKNOWN', [0.04, 0, 0, 0, 0, 0, 1], {}, { workspace: { x: [0, 0.32] } }],
		['NOT_FINITE', [NaN, 0, 0, 0, 0, 0, 1], {}, {}],
		['ACTION_SIZE', [0, 0, 0, 0, 0, 0], {}, {}],
	])('%s holds still and says why', (code, action, given, limits) => {
		const verdict = checkActions(situation(given, limits), [action]);
		expect(codesOf(verdict)).toEqual([code]);
		expect(verdict).toMatchObject({ safe: false, held: true, clipped: false });
		expect(verdict.steps[0].slice(0, 6)).toEqual(STILL.slice(0, 6));
		expect(verdict.violations[0].message.length).toBeGreaterThan(20);
	});

	it('is clipped where that is asked for, and says so', () => {
		const verdict = checkActions(situation({}, { onViolation: 'clip' }), [
			[0.2, 0, 0, 0, -9, 0, 2],
		]);
		expect(verdict.steps).toEqual([[0.05, 0, 0, 0, -0.2, 0, 1]]);
		expect(verdict).toMatchObject({ safe: false, clipped: true, held: false });
		expect(verdict.violations).toEqual([
			expect.objectContaining({
				code: 'STEP_TOO_LARGE',
				axis: 'x',
				found: 0.2,
				allowed: [-0.05, 0.05],
				step: 0,
			}),
			expect.objectContaining({ code: 'STEP_TOO_LARGE', axis: 'pitch' }),
			expect.objectContaining({ code: 'OUT_OF_RANGE', axis: 'gripper' }),
		]);
	});

	it.each([
		['is no number', [NaN, 0, 0, 0, 0, 0, 1], {}, {}],
		['cannot be placed', [0, 0, 0, 0, 0, 0, 1], { space: ABSOLUTE }, {}],
		[
			'has no way back',
			[0.01, 0, 0, 0, 0, 0, 1],
			{ state: POSE },
			{ workspace: { x: [0.5, 0.9] as const } },
		],
	])('is held, not clipped, where it %s', (_, action, given, limits) => {
		const verdict = checkActions(situation(given, { ...limits, onViolation: 'clip' }), [action]);
		expect(verdict).toMatchObject({ safe: false, held: true, clipped: false });
	});

	it('fails where that is asked for', () => {
		expect(() =>
			checkActions(situation({}, { onViolation: 'fail' }), [[1, 0, 0, 0, 0, 0, 1]]),
		).toThrow(
			expect.objectContaining({
				code: 'UNSAFE_ACTION',
				message: expect.stringMatching(/none is given.*"x" is 1/),
			}),
		);
	});
});

describe('a chunk', () => {
	const good = [0.04, 0, 0, 0, 0, 0, 1];

	it('ends before the first step that breaks a limit', () => {
		const verdict = checkActions(situation(), [good, good, [1, 0, 0, 0, 0, 0, 1], good]);
		expect(verdict).toMatchObject({ steps: [good, good], safe: false, held: false });
		expect(verdict.violations[0]).toMatchObject({ step: 2 });
	});

	it('is followed from step to step: the third would leave the workspace', () => {
		const verdict = checkActions(
			situation({ state: [0.2, 0, 0, 0, 0, 0, 1] }, { workspace: { x: [0, 0.3] } }),
			[good, good, good],
		);
		expect(verdict.steps).toEqual([good, good]);
		expect(codesOf(verdict)).toEqual(['OUTSIDE_WORKSPACE']);
	});

	it('without a step is refused', () => {
		expect(checkActions(situation(), [])).toMatchObject({
			safe: false,
			held: true,
			steps: [STILL],
		});
	});
});
