import type { IExecuteFunctions } from 'n8n-workflow';
import { ManualExecutionCancelledError } from 'n8n-workflow';
import { toNodeError } from './node-error';

/** What became of an item. */
export type Outcome<Result> = { ok: true; result: Result } | { ok: false; error: unknown };

/**
 * The one `try` of an item. With Continue On Fail its failure is an outcome; otherwise it fails the
 * node. A stopped run is never an item's failure: n8n's own error ends it, Continue On Fail or not.
 */
export async function attempt<Result>(
	context: IExecuteFunctions,
	itemIndex: number,
	use: () => Promise<Result>,
): Promise<Outcome<Result>> {
	throwIfStopped(context);
	try {
		return { ok: true, result: await use() };
	} catch (error) {
		throwIfStopped(context);
		if (context.continueOnFail()) return { ok: false, error };
		throw toNodeError(context.getNode(), error, itemIndex);
	}
}

function throwIfStopped(context: IExecuteFunctions): void {
	if (!context.getExecutionCancelSignal()?.aborted) return;
	throw new ManualExecutionCancelledError(context.getExecutionId());
}
