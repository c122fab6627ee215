import type { ActionVector } from '../../../../lib/vla/types';
import { handSpace, jointSpace } from '../../../../lib/vla/safety/space';
import type { Interval, SafetyLimits, Situation } from '../../../../lib/vla/safety/types';

/** A generator of numbers in 0..1 that always gives the same ones (xorshift). */
export function seededRandom(seed: number): () => number {
	let state = seed;
	return () => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return (state >>> 0) / 2 ** 32;
	};
}

/** Limits as tests usually want them. */
export const LIMITS: SafetyLimits = {
	onViolation: 'hold',
	rangeMargin: 0.1,
	maximumStep: { translation: 0.05, rotation: 0.2, joint: 0.1 },
	maximumObservationAgeMs: 60_000,
	minimumIntervalMs: 0,
};

/** A random robot, its limits and place, and a policy's answer, now and then without sense. */
export function randomCase(random: () => number): {
	situation: Situation;
	actions: ActionVector[];
} {
	const between = (low: number, high: number) => low + (high - low) * random();
	const maybe = <T>(share: number, value: T): T | undefined =>
		random() < share ? value : undefined;
	const convention = random() < 0.5 ? 'delta' : 'absolute';
	const gripper = random() < 0.5 ? 'zeroClosedOneOpen' : 'minusOneOpenOneClosed';
	const units = {
		metresOfOne: maybe(0.3, between(0.02, 2)),
		radiansOfOne: maybe(0.3, between(0.02, 2)),
	};
	const options = { convention, gripper, ...units } as const;
	const space =
		random() < 0.7 ? handSpace(options) : jointSpace(random() < 0.5 ? 8 : 14, 1, options);
	const interval = (reach: number): Interval => {
		const low = between(-reach, reach);
		return [low, low + between(0, reach)];
	};
	const limits: SafetyLimits = {
		onViolation: random() < 0.5 ? 'hold' : 'clip',
		rangeMargin: maybe(0.2, Infinity) ?? between(0, 0.5),
		maximumStep: {
			translation: maybe(0.2, Infinity) ?? between(0, 0.2),
			rotation: maybe(0.2, Infinity) ?? between(0, 1),
			joint: maybe(0.2, Infinity) ?? between(0, 0.5),
		},
		...(random() < 0.6 && {
			workspace: { x: interval(1), ...(random() < 0.7 && { y: interval(1), z: interval(1) }) },
		}),
		maximumObservationAgeMs: 1000,
		minimumIntervalMs: 0,
	};
	const situation: Situation = {
		space,
		limits,
		state: space.names.map(() => maybe(0.8, between(-1, 1))),
		range: maybe(
			0.7,
			space.names.map(() => interval(1)),
		),
	};
	const number = () =>
		random() < 0.01 ? [NaN, Infinity, -Infinity][Math.floor(random() * 3)] : between(-2, 2);
	const scale = 10 ** -Math.floor(between(0, 4));
	const size = random() < 0.03 ? 6 : space.names.length;
	const actions = Array.from({ length: Math.ceil(between(0, 5)) }, () =>
		Array.from({ length: size }, () => number() * scale),
	);
	return { situation, actions };
}
