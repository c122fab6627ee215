import { defineErrors } from '../../errors';
import type { Interval, Violation, ViolationCode } from './types';

type Details = Omit<Violation, 'code' | 'message'> & {
	/** What 1 of an axis stands for, metres or radians. */
	unit?: number;
} & Record<string, unknown>;

/** The one table from code to sentence. */
const SENTENCES: Record<ViolationCode, (d: Details) => string> = {
	ACTION_SIZE: (d) =>
		`The policy gave ${String(d.size)} numbers; this robot takes ${String(d.expected)}. Check that the policy is made for this robot.`,
	NOT_FINITE: (d) => `The policy gave no number for "${d.axis}".`,
	OUT_OF_RANGE: (d) =>
		`"${d.axis}" is ${round(d.found)}; what the policy saw in training, with the margin, is ${span(d.allowed)}.`,
	STEP_TOO_LARGE: (d) =>
		`"${d.axis}" is ${shown(d)}; the largest step allows ${span(inUnits(d))} (${limitOf(d.axis)}).`,
	OUTSIDE_WORKSPACE: (d) =>
		`"${d.axis}" is ${shown(d)}; to stay in the workspace it may be ${span(inUnits(d))} (metres).`,
	POSE_UNKNOWN: (d) =>
		`"${d.axis}" cannot be checked: the limit needs to know where the robot is. Give it in the option "Current Pose".`,
	NO_WAY_BACK: (d) =>
		`"${d.axis}" has no allowed value: the robot is outside its limits already. Move it back by hand.`,
	STATE_NOT_IN_RADIANS: (d) =>
		`The robot is said to have "${d.axis}" at ${round(d.found)}, farther than a whole turn (6.283 radians). Give "Robot State" and "Current Pose" in radians.`,
	OBSERVATION_TOO_OLD: tooOld,
	TOO_SOON: (d) =>
		d.motionMs === undefined
			? `The last action was given ${String(d.sinceMs)} ms ago; at least ${String(d.minimumIntervalMs)} ms must lie between two (option "Min Interval").`
			: `The robot is still busy with the action given ${String(d.sinceMs)} ms ago: its steps take ${String(d.motionMs)} ms (option "Step Time").`,
	BLANK_PICTURE: () =>
		'The picture is blank: nearly all of it has one colour. Check the camera and its light.',
	NOT_LOOKING: () =>
		'The policy gives the same action for a black picture: it does not look at what the camera sees.',
	ANSWERED_IN_WORDS: (d) =>
		`The policy answered ${String(d.words)} of ${String(d.expected)} numbers with words. Check the instruction, or turn on "Only Action Tokens".`,
	POLICY_FAILED: (d) => String(d.sentence),
};

/** A broken limit, with its sentence. */
export function violation(code: ViolationCode, details: Details = {}): Violation {
	const { step, axis, found, allowed, errorCode } = details;
	const known = { step, axis, found, allowed, errorCode };
	return {
		code,
		message: SENTENCES[code](details),
		...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)),
	};
}

/** What fails an item, where its user wants that. */
export const safetyError = defineErrors('model', {
	UNSAFE_ACTION: ({ violations }: { violations: Violation[] }) =>
		`The policy's action breaks ${violations.length === 1 ? 'a safety limit' : `${violations.length} safety limits`}, so none is given. ${violations[0].message}`,
});

/** A clock that is wrong, a check that takes long now and then, and a slow policy are mended in three ways. */
function tooOld({ ageMs, maximumMs, lookCheckMs }: Details): string {
	if (Number(ageMs) < 0)
		return `The picture's time lies ${-Number(ageMs)} ms in the future. Check the clock of the machine that took it, or the unit of "Captured At".`;
	const found = `The picture is ${String(ageMs)} ms old; at most ${String(maximumMs)} ms are allowed.`;
	if (lookCheckMs === undefined) return `${found} Take a new one, or use a faster policy.`;
	return `${found} The option "Look Check" took ${Math.round(Number(lookCheckMs))} ms of that: it has just asked the policy about a black picture, as it does once an hour for each instruction. Take a new picture, or allow so much more in "Max Picture Age".`;
}

/** The option that limits an axis. */
function limitOf(axis = ''): string {
	if (/^[xyz]$/.test(axis)) return 'option "Max Step"';
	if (/^(roll|pitch|yaw)$/.test(axis)) return 'option "Max Rotation"';
	return 'option "Max Joint Step"';
}

/** A number as the policy gave it, and what it stands for where that is another one. */
const shown = ({ found, unit = 1 }: Details): string =>
	unit === 1
		? String(round(found))
		: `${round(found)}, which stands for ${round((found ?? NaN) * unit)}`;

/** A limit in metres or radians, as the options count. */
const inUnits = ({ allowed: [low, high] = [NaN, NaN], unit = 1 }: Details): Interval => [
	low * unit,
	high * unit,
];

const round = (value = NaN): number => Number(value.toPrecision(4));

function span([low, high]: Interval = [NaN, NaN]): string {
	if (low === -Infinity) return `at most ${round(high)}`;
	if (high === Infinity) return `at least ${round(low)}`;
	return `${round(low)} to ${round(high)}`;
}
