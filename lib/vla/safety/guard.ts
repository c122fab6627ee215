import { throwIfCancelled } from '../../errors';
import type { ActionVector } from '../types';
import { checkActions, refuseActions } from './check-actions';
import { checkJoints } from './check-joints';
import { holdVector } from './space';
import { takeTurn } from './turns';
import type { SafeVector, Situation, Verdict, Violation } from './types';
import { violation } from './violations';

/** A policy's answer on its way to a robot. */
export interface GuardRequest {
	situation: Situation;
	actions: readonly ActionVector[];
	/** When the picture was taken, milliseconds since 1970. Absent: a dry run does not ask; else it is too old. */
	capturedAtMs?: number;
	/** Names the robot, for the time between two actions. */
	robot: string;
	/** How long the robot takes for a step. */
	stepMs: number;
	/** How long a question about a black picture took, where one was asked while this picture grew old. */
	lookCheckMs?: number;
	/** Whether nothing may move: what would have been done is only told. */
	dryRun: boolean;
	/** What was found of the picture and the policy before. */
	found?: Violation[];
	signal?: AbortSignal;
}

/** What leaves the guard. */
export interface Emission extends Verdict {
	dryRun: boolean;
	/** Whether limits keep the robot still, and not the dry run alone. */
	isRefused: boolean;
	/** In a dry run, what would have been done. */
	proposed?: SafeVector[];
	/** Where steps were left out that would begin when the picture is too old: how many remain of how many. */
	cut?: { steps: number; of: number };
}

/**
 * The one way from a policy to a robot. What leaves it breaks no limit at the moment it leaves; in a dry run it holds
 * still. Throws UNSAFE_ACTION where the limits ask to fail.
 */
export async function guard(request: GuardRequest): Promise<Emission> {
	const { situation, dryRun } = request;
	const verdict = await judge(request);
	const isRefused = verdict.held;
	if (!dryRun) return { ...verdict, dryRun, isRefused };
	return {
		...verdict,
		steps: [holdVector(situation.space)],
		proposed: verdict.steps,
		held: true,
		dryRun,
		isRefused,
	};
}

type Judged = Verdict & Pick<Emission, 'cut'>;

async function judge(request: GuardRequest): Promise<Judged> {
	const { situation, actions, robot, stepMs, dryRun, found = [], signal } = request;
	const before = [...found, ...checkJoints(situation), ...ageOf(request)];
	if (before.length > 0) return refuseActions(situation, before);
	const checked = checkActions(situation, actions);
	const verdict = whileFresh(request, checked);
	if (verdict.held || dryRun) return verdict;
	const { minimumIntervalMs } = situation.limits;
	const motionMs = verdict.steps.length * stepMs;
	const turn = await takeTurn({ robot, minimumIntervalMs, motionMs, signal });
	throwIfCancelled(signal);
	const late = turn.isGiven ? ageOf(request) : [violation('TOO_SOON', { ...turn })];
	return late.length > 0 ? refuseActions(situation, late) : whileFresh(request, checked);
}

/** Of several steps those that begin before the picture is too old; whether the first may is asked apart. */
function whileFresh(request: GuardRequest, verdict: Verdict): Judged {
	const { situation, stepMs } = request;
	const { maximumObservationAgeMs: maximumMs } = situation.limits;
	const leftMs = Math.min(maximumMs, maximumMs - pictureAgeMs(request));
	const of = verdict.steps.length;
	const steps = Math.max(1, Math.min(of, Math.floor(leftMs / stepMs) + 1));
	if (steps === of) return verdict;
	return { ...verdict, steps: verdict.steps.slice(0, steps), cut: { steps, of } };
}

function ageOf(request: GuardRequest): Violation[] {
	const { situation, lookCheckMs } = request;
	const maximumMs = situation.limits.maximumObservationAgeMs;
	const ageMs = pictureAgeMs(request);
	// A time that is no number is too old, and so is one in the future: its clock is wrong.
	return Math.abs(ageMs) <= maximumMs
		? []
		: [violation('OBSERVATION_TOO_OLD', { ageMs, maximumMs, lookCheckMs })];
}

function pictureAgeMs({ capturedAtMs, dryRun }: GuardRequest): number {
	if (capturedAtMs === undefined) return dryRun ? 0 : NaN;
	return Date.now() - capturedAtMs;
}
