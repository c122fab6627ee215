import type { IExecuteFunctions } from 'n8n-workflow';
import { addHint } from '../../lib/n8n/hints';
import type { Decision } from './decision';
import type { Question } from './question';
import { warningsOf } from './warnings';

/** Says above the output what a person must not overlook. */
export function tell(
	context: IExecuteFunctions,
	decision: Decision,
	{ isTimeAssumed }: Question['seen'],
): void {
	const { answer, emission, situation, overlookedAgeMs, lookCheckMs } = decision;
	const { dryRun, isRefused, clipped, violations } = emission;
	if (dryRun) {
		const sentence =
			'Dry run: nothing moves. "proposed" is what the robot would have done. To let it, turn the option "Dry Run" off.';
		addHint(context, 'info', sentence);
	}
	if (overlookedAgeMs !== undefined) {
		const seconds = (overlookedAgeMs / 1000).toFixed(1);
		const look =
			lookCheckMs === undefined
				? ''
				: ` "Look Check" took ${(lookCheckMs / 1000).toFixed(1)} seconds of that, as it does once an hour for each instruction.`;
		const sentence = `An action was there ${seconds} seconds after its picture. With Dry Run off it would be held back: the option "Max Picture Age" decides.${look}`;
		addHint(context, 'info', sentence);
	}
	const would = dryRun ? 'would be' : 'was';
	const [first] = violations;
	if (first && clipped) addHint(context, 'warning', `An action ${would} clipped. ${first.message}`);
	if (first && !clipped) {
		const done = isRefused ? 'held back' : 'cut short';
		const what = answer.actions.length > 0 ? `An action ${would} ${done}.` : 'There is no action.';
		addHint(context, 'warning', `${what} ${first.message}`);
	}
	if (!situation.range && answer.actions.length > 0) {
		const sentence =
			'The server does not tell which motions its policy saw in training, so those cannot be checked: only the limits under Options hold.';
		addHint(context, 'info', sentence);
	}
	if (isTimeAssumed && !dryRun && !isRefused) {
		const sentence =
			'The option "Captured At" is empty: a picture that comes with an item counts as taken when this node began. Where it may be older, say when it was taken.';
		addHint(context, 'info', sentence);
	}
	for (const warning of warningsOf(decision)) addHint(context, 'warning', warning);
}
