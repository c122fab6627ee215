import { randomUUID } from 'node:crypto';
import { guard, type GuardRequest } from '../../../../lib/vla/safety/guard';
import { handSpace } from '../../../../lib/vla/safety/space';
import type { SafetyLimits } from '../../../../lib/vla/safety/types';
import { violation } from '../../../../lib/vla/safety/violations';

const ACTION = [0.01, 0, 0, 0, 0, 0, 1];
const STILL = [0, 0, 0, 0, 0, 0, null];
const LIMITS: SafetyLimits = {
	onViolation: 'hold',
	rangeMargin: 0.1,
	maximumStep: { translation: 0.05, rotation: 0.2, joint: 0.1 },
	maximumObservationAgeMs: 1000,
	minimumIntervalMs: 0,
};

const ask = async (given: Partial<GuardRequest> = {}, limits: Partial<SafetyLimits> = {}) =>
	await guard({
		situation: {
			space: handSpace({ convention: 'delta', gripper: 'zeroClosedOneOpen' }),
			state: Array(7).fill(undefined),
			limits: { ...LIMITS, ...limits },
		},
		actions: [ACTION],
		capturedAtMs: Date.now(),
		robot: randomUUID(),
		dryRun: false,
		...given,
	});

it('lets a safe action through', async () => {
	expect(await ask()).toEqual({
		...{ steps: [ACTION], safe: true, clipped: false, held: false, violations: [], dryRun: false },
	});
});

it('holds still in a dry run, and tells what would have been done', async () => {
	expect(await ask({ dryRun: true })).toMatchObject({
		...{ steps: [STILL], proposed: [ACTION], safe: true, held: true, dryRun: true },
	});
});

it.each([
	['too old', Date.now() - 60_000],
	['of the future: its clock is wrong', Date.now() + 60_000],
	['of no time at all', NaN],
])('never acts on a picture that is %s, clipping or not', async (_, capturedAtMs) => {
	for (const onViolation of ['hold', 'clip'] as const) {
		const emission = await ask({ capturedAtMs }, { onViolation });
		expect(emission).toMatchObject({ steps: [STILL], safe: false, held: true, clipped: false });
		expect(emission.violations).toMatchObject([{ code: 'OBSERVATION_TOO_OLD' }]);
	}
});

it('holds where the picture or the policy was found wanting before', async () => {
	const emission = await ask({ found: [violation('BLANK_PICTURE')] });
	expect(emission).toMatchObject({ steps: [STILL], safe: false, held: true });
});

it('lets one of two executions at once move a robot', async () => {
	const robot = randomUUID();
	const both = await Promise.all(
		[1, 2].map(async () => await ask({ robot }, { minimumIntervalMs: 60_000 })),
	);
	const held = both.filter((emission) => emission.held);
	expect(held).toHaveLength(1);
	expect(held[0].violations).toMatchObject([{ code: 'TOO_SOON' }]);
});

it('uses up no turn in a dry run, nor for holding still', async () => {
	const request = { robot: randomUUID() };
	const limits = { minimumIntervalMs: 60_000 };
	await ask({ ...request, dryRun: true }, limits);
	await ask({ ...request, actions: [[9, 0, 0, 0, 0, 0, 1]] }, limits);
	expect(await ask(request, limits)).toMatchObject({ safe: true, held: false });
});

it('does not act on a picture that grew old while waiting for its turn', async () => {
	const clock = jest.spyOn(Date, 'now');
	try {
		const now = Date.now();
		// Fresh when it is first looked at, 5 seconds old when its turn has come.
		clock.mockReturnValueOnce(now).mockReturnValue(now + 5000);
		const emission = await ask({ capturedAtMs: now }, { minimumIntervalMs: 1 });
		expect(emission.violations).toMatchObject([{ code: 'OBSERVATION_TOO_OLD' }]);
		expect(emission.steps).toEqual([STILL]);
	} finally {
		clock.mockRestore();
	}
});

it('fails where that is asked for', async () => {
	await expect(ask({ capturedAtMs: 0 }, { onViolation: 'fail' })).rejects.toMatchObject({
		code: 'UNSAFE_ACTION',
	});
});
