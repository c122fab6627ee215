import type { IExecuteFunctions } from 'n8n-workflow';
import { MAXIMUM_HINTS } from '../limits';

const AND_MORE =
	'There is more to say of the items that follow; run them in smaller lots to see it.';

const shown = new WeakMap<IExecuteFunctions, Set<string>>();

/**
 * Shows a sentence above the node's output after the run: each once, and up to MAXIMUM_HINTS of them.
 * An agent's tool has no such place.
 */
export function addHint(
	context: IExecuteFunctions,
	type: 'info' | 'warning',
	message: string,
): void {
	if (!('addExecutionHints' in context)) return;
	const sentences = shown.get(context) ?? new Set();
	if (sentences.has(message) || sentences.size > MAXIMUM_HINTS) return;
	shown.set(context, sentences.add(message));
	const text = sentences.size > MAXIMUM_HINTS ? AND_MORE : message;
	context.addExecutionHints({ type, message: text, location: 'outputPane' });
}
