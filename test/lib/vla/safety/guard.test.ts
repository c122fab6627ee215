import { randomUUID } from 'node:crypto';
import { guard, type GuardRequest } from '../../../../lib/vla/safety/guard';
import { handSpace } from '../../../../lib/vla/safety/space';
import type { SafetyLimits } from '../../../../lib/vla/safety/types';
import { violation } from '../../../../lib/vla/safety/violations';
import { watchTemporaryFolder } from '../../../helpers/temporary';
import { LIMITS, seededRandom } from './random-cases';

watchTemporaryFolder();

const ACTION = [0.01, 0, 0, 0, 0, 0, 1];
const STILL = [0, 0, 0, 0, 0, 0, null];

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
		stepMs: 1,
		dryRun: false,
		...given,
	});

it('lets a safe action through', async () => {
	expect(await ask()).toEqual({
		...{ steps: [ACTION], safe: true, clipped: false, held: false, violations: [] },
		...{ dryRun: false, isRefused: false },
	});
});

it('holds still in a dry run, and tells what would have been done', async () => {
	expect(await ask({ dryRun: true })).toMatchObject({
		...{ steps: [STILL], proposed: [ACTION], safe: true, held: true, dryRun: true },
	});
});

it('does not ask in a dry run how old a picture is whose time nobody told', async () => {
	const request = { dryRun: true, capturedAtMs: undefined };
	const emission = await ask(request, { maximumObservationAgeMs: 0 });
	expect(emission).toMatchObject({ steps: [STILL], proposed: [ACTION], safe: true });
});

it.each([
	['too old', Date.now() - 90_000],
	['of the future: its clock is wrong', Date.now() + 3_600_000],
	['of no time at all', NaN],
	['of a time that nobody told', undefined],
])('never acts on a picture that is %s, clipping or not', async (_, capturedAtMs) => {
	for (const onViolation of ['hold', 'clip'] as const) {
		const emission = await ask({ capturedAtMs }, { onViolation });
		expect(emission).toMatchObject({ steps: [STILL], safe: false, held: true, clipped: false });
		expect(emission.violations).toMatchObject([{ code: 'OBSERVATION_TOO_OLD' }]);
	}
});

it.each([
	['a faster policy', 90_000, undefined, /^The picture is 90000 ms old; .* faster policy\.$/],
	['the look check', 90_000, 2499.7, /90000 ms old; .* "Look Check" took 2500 ms of that: /],
	[
		'the clock',
		-3_600_000,
		2499.7,
		/^The picture's time lies 3600000 ms in the future\. Check the clock/,
	],
])('speaks of %s where that is at fault', async (_, ageMs, lookCheckMs, expected) => {
	const now = Date.now();
	const clock = jest.spyOn(Date, 'now').mockReturnValue(now);
	try {
		const { violations } = await ask({ capturedAtMs: now - ageMs, lookCheckMs });
		expect(violations).toMatchObject([{ message: expect.stringMatching(expected) }]);
	} finally {
		clock.mockRestore();
	}
});

it('never acts on an observation older than the limit: 2,000 random ages, limits and ways to handle them', async () => {
	const random = seededRandom(4);
	const nowMs = Date.now();
	const clock = jest.spyOn(Date, 'now').mockReturnValue(nowMs);
	const moved = { tooOld: 0, fresh: 0 };
	try {
		for (let round = 0; round < 2000; round++) {
			const maximumObservationAgeMs = Math.floor(random() * 1000);
			const ageMs = Math.floor(random() * 2000);
			const onViolation = random() < 0.5 ? 'hold' : 'clip';
			const request = { capturedAtMs: nowMs - ageMs };
			const { held, steps } = await ask(request, { maximumObservationAgeMs, onViolation });
			if (held) expect(steps).toEqual([STILL]);
			else moved[ageMs > maximumObservationAgeMs ? 'tooOld' : 'fresh']++;
		}
	} finally {
		clock.mockRestore();
	}
	expect(moved.tooOld).toBe(0);
	expect(moved.fresh).toBeGreaterThan(200);
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

it('lets no chunk through while the robot does the one before', async () => {
	const request = { robot: randomUUID(), actions: Array<number[]>(5).fill(ACTION), stepMs: 2000 };
	expect(await ask(request)).toMatchObject({ held: false });
	const { held, violations } = await ask(request);
	expect(held).toBe(true);
	expect(violations).toMatchObject([{ code: 'TOO_SOON' }]);
	expect(violations[0].message).toMatch(
		/still busy.*its steps take 10000 ms \(option "Step Time"\)/,
	);
});

it.each([
	[false, 3, 10],
	[true, 3, 10],
	[false, 5, 5],
])(
	'keeps of a chunk the steps that begin while the picture is young enough, dry run or not (%s)',
	async (dryRun, kept, of) => {
		// 1.5 s old of at most 4: steps at 0, 1 and 2 s, not at 3.
		const emission = await ask(
			{
				...{ dryRun, actions: Array<number[]>(of).fill(ACTION), capturedAtMs: Date.now() - 1500 },
				stepMs: of === kept ? 10 : 1000,
			},
			{ maximumObservationAgeMs: 4000, onViolation: 'fail' },
		);
		expect(dryRun ? emission.proposed : emission.steps).toHaveLength(kept);
		expect(emission).toMatchObject({ safe: true, violations: [] });
		expect(emission.cut).toEqual(kept === of ? undefined : { steps: kept, of });
	},
);

it('counts a robot busy for the steps that are left of a chunk alone', async () => {
	const request = { robot: randomUUID(), actions: Array<number[]>(9).fill(ACTION), stepMs: 300 };
	await ask(request, { maximumObservationAgeMs: 100 });
	const { violations } = await ask(request);
	expect(violations[0].message).toMatch(/take 300 ms/);
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
		// Fresh when it is first looked at, two minutes old when its turn has come.
		clock.mockReturnValueOnce(now).mockReturnValue(now + 120_000);
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
