import type { IDataObject } from 'n8n-workflow';
import type { SafeSteps } from '../../lib/vla/outputs/types';
import type { Decision } from './decision';
import { readOutput } from './output-options';
import { inRobotsWords } from './robot-gripper';

/** What the guard let out, with what its formats need to know, the gripper as the robot counts it. */
export function safeStepsOf(
	{ emission, situation, emittedAtMs }: Decision,
	raw: IDataObject,
): SafeSteps {
	const { steps, dryRun, safe, held } = emission;
	const { periodSeconds } = readOutput(raw);
	const robot = inRobotsWords(situation.space, raw);
	return {
		space: robot.space,
		steps: steps.map(robot.convert),
		state: situation.state,
		...{ dryRun, safe, held, periodSeconds, emittedAtMs },
	};
}
