import type { Decision } from './decision';

const WHY = 'when the picture is older than "Max Picture Age" allows';

/** What a person should know of a decision: the policy's own warnings, and of a chunk that was cut. */
export function warningsOf({ answer, emission }: Decision): string[] {
	const { cut, dryRun } = emission;
	if (!cut) return answer.warnings;
	const are = dryRun ? 'would be' : 'are';
	const sentence = `Only the first ${cut.steps} of ${cut.of} steps ${are} given out: the others would begin ${WHY}. A step takes as long as the option "Step Time" says.`;
	return [...answer.warnings, sentence];
}

/** What to say where sending took longer than the guard knew. */
export const endedEarly = (steps: number, of: number): string =>
	`The motion was ended after ${steps} of ${of} steps: the others would have begun ${WHY}. See why the robot is reached so slowly.`;
