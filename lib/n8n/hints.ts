import type { IExecuteFunctions } from 'n8n-workflow';

/** Shows a sentence above the node's output after the run. An agent's tool has no such place. */
export function addHint(
	context: IExecuteFunctions,
	type: 'info' | 'warning',
	message: string,
): void {
	if ('addExecutionHints' in context) {
		context.addExecutionHints({ type, message, location: 'outputPane' });
	}
}
