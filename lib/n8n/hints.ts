import type { IExecuteFunctions } from 'n8n-workflow';
import { MAXIMUM_HINTS } from '../limits';

const AND_MORE =
	'There is more to say of the items that follow; run them in smaller lots to see it.';

const shown = new WeakMap<IExecuteFunctions, number>();

/**
 * Shows a sentence above the node's output after the run, up to MAXIMUM_HINTS of them.
 * An agent's tool has no such place.
 */
export function addHint(
	context: IExecuteFunctions,
	type: 'info' | 'warning',
	message: string,
): void {
	if (!('addExecutionHints' in context)) return;
	const count = (shown.get(context) ?? 0) + 1;
	shown.set(context, count);
	if (count > MAXIMUM_HINTS + 1) return;
	const text = count > MAXIMUM_HINTS ? AND_MORE : message;
	context.addExecutionHints({ type, message: text, location: 'outputPane' });
}
