import { guard } from '../../../lib/vla/safety/guard';
import { handSpace, jointSpace } from '../../../lib/vla/safety/space';
import type { Interval, SafetyLimits, Situation } from '../../../lib/vla/safety/types';
import type { Decision } from '../../../nodes/VlaAction/decision';
import { toDrawing } from '../../../nodes/VlaAction/drawing';

const WIDE: Interval = [-0.2, 0.1];
const NARROW: Interval = [-0.05, 0.05];
const HAND = handSpace({ convention: 'delta', gripper: 'zeroClosedOneOpen' });
const ARM = jointSpace(3, 1, { convention: 'absolute', gripper: 'zeroOpenOneClosed' });

const LIMITS: SafetyLimits = {
	onViolation: 'hold',
	rangeMargin: Infinity,
	maximumStep: { translation: 0.1, rotation: 0.5, joint: 0.2 },
	maximumObservationAgeMs: 60_000,
	minimumIntervalMs: 0,
};

async function decisionOn(
	wanted: number[],
	situation: Partial<Situation>,
	dryRun = false,
	actions = [wanted],
): Promise<Decision> {
	const whole: Situation = {
		space: HAND,
		state: [],
		limits: LIMITS,
		...situation,
	};
	const request = { situation: whole, actions, capturedAtMs: Date.now(), robot: 'none', stepMs: 1 };
	const emission = await guard({ ...request, dryRun });
	const latencyMs = { total: 1, preparation: 1 };
	const answer = { actions, latencyMs, model: 'none', warnings: [] };
	return { answer, wanted: actions, situation: whole, emission, emittedAtMs: 0 };
}

/** Of a robot that lets through the steps of a chunk before the first that is too large. */
async function cut(dryRun: boolean) {
	const good = [0.05, 0, 0, 0, 0, 0, 1];
	const wanted = [good, good, [0.3, 0, 0, 0, 0, 0, 1], good];
	const decision = await decisionOn(wanted[0], {}, dryRun, wanted);
	return toDrawing(decision, 'push', { cameraView: 'map' });
}

const draw = async (...given: Parameters<typeof decisionOn>) =>
	toDrawing(await decisionOn(...given), 'push', { cameraView: 'map' });

it('measures a motion by the largest that the policy saw, else by the largest allowed', async () => {
	const action = [0.05, -0.1, 0.025, 0, 0.5, -0.25, 1];
	const allowed = await draw(action, {});
	expect(allowed.arrow).toMatchObject({ right: 0.5, up: -1 });
	expect(allowed.gauges).toEqual([
		{ label: 'z', value: 0.25 },
		{ label: 'roll', value: 0 },
		{ label: 'pitch', value: 1 },
		{ label: 'yaw', value: -0.5 },
	]);
	expect(allowed).toMatchObject({
		grippers: [1],
		tone: 'go',
		lines: ['Within all limits', 'push'],
	});
	const range = action.map((_, axis) => (axis === 1 ? WIDE : NARROW));
	const seen = await draw(action, { range });
	expect(seen.arrow).toMatchObject({ right: 1, up: -0.5 });
});

it('measures shares of a largest motion by what they stand for', async () => {
	const space = { ...HAND, metresOfOne: 0.05, radiansOfOne: 0.5 };
	const shares = await draw([1, -0.5, 0.5, 0.5, 0, 0, 1], { space });
	expect(shares.arrow).toMatchObject({ right: 0.5, up: -0.25 });
	expect(shares.gauges).toMatchObject([{ value: 0.25 }, { value: 0.5 }, { value: 0 }, {}]);
	const range = [1, 2, 3, 4, 5, 6, 7].map((): Interval => [-1, 1]);
	const seen = await draw([1, -0.5, 0, 0, 0, 0, 1], { space, range });
	expect(seen.arrow).toMatchObject({ right: 1, up: -0.5 });
});

it('shows joints by how far they move from where they are, and where nobody knows', async () => {
	const known = await draw([1.1, -0.05, 0], { space: ARM, state: [1, 0, 0] });
	expect(known).not.toHaveProperty('arrow');
	expect(known.gauges).toEqual([
		{ label: 'J1', value: expect.closeTo(0.5, 9) },
		{ label: 'J2', value: expect.closeTo(-0.25, 9) },
	]);
	// 0 is open here.
	expect(known.grippers).toEqual([1]);
	const unknown = await draw([1.1, -0.05, 0], { space: ARM });
	expect(unknown.gauges.map(({ value }) => value)).toEqual([null, null]);
	expect(unknown).toMatchObject({ tone: 'held' });
});

it.each([
	['NaN', [NaN, 0, 0, 0, 0, 0, NaN]],
	['too few numbers', [0.01, 0.01]],
])('draws a refused answer with %s', async (_, wanted) => {
	const drawn = await draw(wanted, { range: wanted.map(() => [-1, 1] as const) });
	expect(drawn).toMatchObject({ tone: 'held', arrow: { right: 0, up: 0 }, grippers: [null] });
	expect(drawn.lines[0]).toBe('Held: nothing moves');
	expect(drawn.lines).toHaveLength(3);
});

it('shows what was wanted where it is held, and counts the reasons', async () => {
	const held = await draw([0.3, 0.3, 0, 0, 0, 0, 1], {}, true);
	expect(held).toMatchObject({ tone: 'held', arrow: { right: 1, up: 1 } });
	expect(held.lines).toEqual([
		'Dry run: it would be held',
		'push',
		expect.stringMatching(/^"x" is 0\.3; .* \(and 1 more\)$/),
	]);
});

it('does not say that nothing moves where the first steps of a chunk do', async () => {
	const live = await cut(false);
	expect(live).toMatchObject({ tone: 'clipped', arrow: { right: 0.5 } });
	expect(live.lines[0]).toBe('Cut to the first 2 of 4 steps');
	const dry = await cut(true);
	expect(dry.tone).toBe('dry');
	expect(dry.lines[0]).toBe('Dry run: it would be cut to the first 2 of 4 steps');
});

it('says of a chunk that all of it is allowed, but for the steps that would begin too late', async () => {
	const step = [0.05, 0, 0, 0, 0, 0, 1];
	// Each step takes a millisecond.
	const limits = { ...LIMITS, maximumObservationAgeMs: 2000 };
	const chunk = Array<number[]>(5000).fill(step);
	const drawn = toDrawing(await decisionOn(step, { limits }, true, chunk), 'push', {});
	expect(drawn.tone).toBe('dry');
	expect(drawn.lines[0]).toMatch(/^Dry run: it would be cut to the first \d+ of 5000 steps$/);
});
