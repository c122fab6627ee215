import type { IExecuteFunctions } from 'n8n-workflow';
import { addHint } from '../../lib/n8n/hints';

const IS_ON =
	'"Execute Once" is on in the Settings of this node, so only the first picture was looked at. Turn it off: all pictures are taken together anyway.';

/**
 * For operations that need all pictures: "Execute Once" lets only the first one in. n8n advises it
 * above the output of whatever is named a search: wrongly here.
 */
export function hintAtExecuteOnce(context: IExecuteFunctions, operation: string): void {
	const { length } = context.getInputData();
	if (context.getNode().executeOnce === true) {
		addHint(context, 'warning', IS_ON);
	} else if (operation === 'search' && length > 1) {
		const sentence = `All ${length} pictures were searched together, in one go. Leave "Execute Once" off: with it, only the first one would be.`;
		addHint(context, 'info', sentence);
	}
}
