import type { MultimodalError } from '../errors';
import { requestErrors } from './errors';
import { isN8nError } from './node-error';

/** A broken connection: its message and its code, as `ECONNRESET`, and nothing of what was sent. */
export class RequestFailure extends Error {
	override readonly name = 'RequestFailure';

	constructor(
		message: string,
		readonly code?: string,
	) {
		super(message);
	}
}

/**
 * Why n8n's HTTP helper failed, fit to be shown: its errors hold the request with its headers, keys
 * among them. n8n's own refusal of an address becomes `REQUEST_BLOCKED`, in n8n's words.
 */
export function toRequestFailure(error: unknown): MultimodalError | RequestFailure {
	for (let cause = error; cause instanceof Object; cause = (cause as Error).cause) {
		if (isN8nError(cause)) return blocked(cause);
	}
	const { message, code } = error as NodeJS.ErrnoException;
	return new RequestFailure(message || code || 'no answer', code);
}

function blocked(error: Error & { description?: string | null }): MultimodalError {
	const advice = error.description ?? undefined;
	return requestErrors('REQUEST_BLOCKED', { reason: error.message, advice }, error);
}

/** What `fetch` rejects with once its signal has fired. */
export function abortError(): Error {
	return Object.assign(new Error('The request was stopped.'), { name: 'AbortError' });
}
