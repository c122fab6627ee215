import type { IDataObject } from 'n8n-workflow';
import { numberIn } from '../../lib/n8n/choices';
import type { ItemRun } from '../../lib/n8n/run-items';
import { takeFirst } from '../../lib/vla/chunks';
import { guard, type Emission } from '../../lib/vla/safety/guard';
import type { ActionSpace, Interval, RobotState, Situation } from '../../lib/vla/safety/types';
import type { ActionVector, Observation, PolicyAnswer } from '../../lib/vla/types';
import { reach } from '../../lib/vla/unnormalise';
import { checkLook } from './look-check';
import type { Question } from './question';
import { readGripper, readPose } from './robot-options';
import { readDryRun, readLimits } from './safety-options';

/** What a policy wanted, and what may be done of it. */
export interface Decision {
	answer: PolicyAnswer;
	/** Of the answer, as many steps as are wanted; unchecked. */
	wanted: ActionVector[];
	situation: Situation;
	emission: Emission;
	emittedAtMs: number;
	/** Where a dry run overlooked that the picture was too old: its age. */
	overlookedAgeMs?: number;
}

/** The one way of an answer out of this node: through the guard. */
export async function decide(
	context: ItemRun['context'],
	question: Question,
	answer: PolicyAnswer,
	raw: IDataObject,
): Promise<Decision> {
	const { open, seen, signal } = question;
	const { observation, isMomentSaid } = seen;
	const wanted = firstSteps(answer.actions, raw);
	const space = open.space(readGripper(raw).from);
	const situation: Situation = {
		space,
		state: readPose(raw) ?? stateOf(observation, space),
		limits: readLimits(raw),
		range: rangeOf(answer),
	};
	const found = await checkLook(question, answer, raw);
	const dryRun = readDryRun(raw);
	const ageMs = Date.now() - observation.capturedAtMs;
	// Pictures kept on a disk, and a model's first loading, are not what a dry run is to find.
	const isOverlooked = dryRun && !isMomentSaid && ageMs > situation.limits.maximumObservationAgeMs;
	const emission = await guard({
		situation,
		actions: wanted,
		capturedAtMs: isOverlooked ? Date.now() : observation.capturedAtMs,
		robot: robotName(context, raw),
		...{ dryRun, found },
		signal,
	});
	const made = { answer, wanted, situation, emission, emittedAtMs: Date.now() };
	return isOverlooked ? { ...made, overlookedAgeMs: ageMs } : made;
}

function firstSteps(actions: ActionVector[], raw: IDataObject): ActionVector[] {
	const steps = numberIn('Steps to Take', { from: 0, isWhole: true }, raw.chunkSteps, 0);
	if (steps === 0 || actions.length === 0) return actions;
	return takeFirst(actions, Math.min(steps, actions.length));
}

/** A robot of joints tells in its state where they are; a hand's place is not what its state has. */
function stateOf({ state = [] }: Observation, { kinds }: ActionSpace): RobotState {
	return kinds.includes('joint') && state.length === kinds.length ? state : [];
}

/** What the policy reaches, where its statistics are known. */
function rangeOf({ statistics }: PolicyAnswer): Interval[] | undefined {
	if (!statistics) return undefined;
	const { low, high } = reach(statistics);
	return low.map((lowest, axis) => [lowest, high[axis]]);
}

function robotName(context: ItemRun['context'], raw: IDataObject): string {
	const name = String(raw.robotName ?? '').trim();
	return name ? `robot ${name}` : `workflow ${context.getWorkflow().id ?? ''}`;
}
