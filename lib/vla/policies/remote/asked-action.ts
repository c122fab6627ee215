import type { JsonSchema } from '../../../hosted/types';
import { DEFAULT_MAXIMUM_ROTATION_RADIANS, DEFAULT_MAXIMUM_STEP_METRES } from '../../../limits';
import { ACTION_PARTS } from '../../action';
import type { ActionVector } from '../../types';

/** What is held back as it comes is not asked for. */
const range = (largest: number) => `from ${-largest} to ${largest}`;
const METRES = `in metres, ${range(DEFAULT_MAXIMUM_STEP_METRES)}`;
const RADIANS = `in radians, ${range(DEFAULT_MAXIMUM_ROTATION_RADIANS)}`;

const MEANINGS: Record<(typeof ACTION_PARTS)[number], string> = {
	x: `How far the hand moves forward (away from the robot's base; backward is negative), ${METRES}.`,
	y: `How far the hand moves to the robot's left (right is negative), ${METRES}.`,
	z: `How far the hand moves up (down is negative), ${METRES}.`,
	roll: `How far the hand turns about the x axis, ${RADIANS}. 0 unless it has to turn.`,
	pitch: `How far the hand turns about the y axis, ${RADIANS}. 0 unless it has to turn.`,
	yaw: `How far the hand turns about the z axis, ${RADIANS}. 0 unless it has to turn.`,
	gripper: 'Where the gripper is to be: 0 is closed, 1 is open.',
};

/** What a model is asked for: seven numbers, the next small motion. */
export const ACTION_SCHEMA: JsonSchema = {
	type: 'object',
	properties: Object.fromEntries(
		ACTION_PARTS.map((part) => [part, { type: 'number', description: MEANINGS[part] }]),
	),
	required: [...ACTION_PARTS],
	additionalProperties: false,
};

/** What a model is told of its task. */
export const ACTION_SYSTEM =
	'You steer the hand of a robot arm. You get what its camera sees, an instruction, and perhaps the state of the robot. Answer with one small next motion towards the goal, relative to where the hand is now. If the goal is reached, or you cannot tell what to do, answer with no motion: zeros, and the gripper as it is.';

/** The question in words. */
export function actionQuestion(instruction: string, state: number[] | undefined): string {
	const told = state ? `\nThe robot's state: ${state.join(', ')}.` : '';
	return `Instruction: ${instruction}${told}`;
}

/** The checked answer as a vector. */
export function toAskedVector(json: unknown): ActionVector {
	return ACTION_PARTS.map((part) => Number((json as Record<string, unknown>)[part]));
}
