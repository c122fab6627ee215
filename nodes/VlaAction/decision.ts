import type { IDataObject } from 'n8n-workflow';
import type { ItemRun } from '../../lib/n8n/run-items';
import { guard, type Emission } from '../../lib/vla/safety/guard';
import { settleGrippers } from '../../lib/vla/safety/settle-grippers';
import type { ActionSpace, Interval, RobotState, Situation } from '../../lib/vla/safety/types';
import type { ActionVector, Observation } from '../../lib/vla/types';
import { reach } from '../../lib/vla/unnormalise';
import type { Answer, Asked } from './ask';
import type { Question } from './question';
import { readOutput } from './output-options';
import { readGripper, readPose } from './robot-options';
import { askedAgeMs, readDryRun, readLimits } from './safety-options';
import { readChunkSteps } from './server-options';

/** What a policy wanted, and what may be done of it. */
export interface Decision {
	answer: Answer;
	/** Of the answer, as many steps as are wanted; unchecked. */
	wanted: ActionVector[];
	situation: Situation;
	emission: Emission;
	emittedAtMs: number;
	/** Until when it may be acted on: its picture is too old then. Absent: holding still grows never old. */
	freshUntilMs?: number;
	/** Where a dry run overlooked that the picture was too old: its age. */
	overlookedAgeMs?: number;
	/** How much of that went into asking about a black picture, where that was done. */
	lookCheckMs?: number;
}

/** The one way of an answer out of this node: through the guard. */
export async function decide(
	context: ItemRun['context'],
	question: Question,
	{ answer, found, lookCheckMs }: Asked,
	raw: IDataObject,
): Promise<Decision> {
	const { open, seen, signal } = question;
	const { observation } = seen;
	const space = open.space(readGripper(raw).from);
	const wanted = settleGrippers(firstSteps(answer.actions, raw), space);
	const situation: Situation = {
		space,
		state: readPose(raw, space) ?? stateOf(observation, space),
		limits: readLimits(raw),
		range: rangeOf(answer),
	};
	const dryRun = readDryRun(raw);
	const ageMs = Date.now() - observation.capturedAtMs;
	// Pictures kept on a disk, and a model's first loading, are not what a dry run is to find.
	const isOverlooked =
		askedAgeMs(raw) === undefined && ageMs > situation.limits.maximumObservationAgeMs;
	const emission = await guard({
		situation,
		actions: wanted,
		...(!isOverlooked && { capturedAtMs: observation.capturedAtMs }),
		robot: robotName(context, raw),
		stepMs: readOutput(raw).periodSeconds * 1000,
		...{ dryRun, found, lookCheckMs },
		signal,
	});
	return {
		...{ answer, wanted, situation, emission, emittedAtMs: Date.now() },
		...(!emission.held && {
			freshUntilMs: observation.capturedAtMs + situation.limits.maximumObservationAgeMs,
		}),
		...(isOverlooked && { overlookedAgeMs: ageMs, lookCheckMs }),
	};
}

function firstSteps(actions: ActionVector[], raw: IDataObject): ActionVector[] {
	const steps = readChunkSteps(raw);
	return steps === 0 ? actions : actions.slice(0, steps);
}

/** A robot of joints tells in its state where they are; a hand's place is not what its state has. */
function stateOf({ state = [] }: Observation, { kinds }: ActionSpace): RobotState {
	return kinds.includes('joint') && state.length === kinds.length ? state : [];
}

/** What the policy reaches, where its statistics are known. */
function rangeOf({ statistics }: Answer): Interval[] | undefined {
	if (!statistics) return undefined;
	const { low, high } = reach(statistics);
	return low.map((lowest, axis) => [lowest, high[axis]]);
}

function robotName(context: ItemRun['context'], raw: IDataObject): string {
	const name = String(raw.robotName ?? '').trim();
	return name ? `robot ${name}` : `workflow ${context.getWorkflow().id ?? ''}`;
}
