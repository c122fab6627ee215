import type { Failure } from './errors';

const BILLING = /insufficient_quota|billing|credit balance|usage limits?\b|spend(ing)? limit/i;
const MODEL = /model_not_found|\bmodel\b/i;

/** Which coded error a status is, with what the provider says about it. */
export function statusCode({ status = 0, code = '', reason = '' }: Failure) {
	const words = `${code} ${reason}`;
	if (status === 402 || ([400, 403, 429].includes(status) && BILLING.test(words))) {
		return 'SERVICE_BILLING';
	}
	if (status === 401) return 'SERVICE_KEY_REFUSED';
	if (status === 403) return 'SERVICE_FORBIDDEN';
	if (code === 'model_not_found') return 'SERVICE_MODEL_UNKNOWN';
	if (status === 404) return MODEL.test(words) ? 'SERVICE_MODEL_UNKNOWN' : 'SERVICE_PATH_UNKNOWN';
	if (status === 405) return 'SERVICE_PATH_UNKNOWN';
	if (status === 413) return 'SERVICE_REQUEST_TOO_LARGE';
	if (status === 429) return 'SERVICE_RATE_LIMIT';
	if (status === 408 || status >= 500) return 'SERVICE_OVERLOADED';
	return status >= 400 ? 'SERVICE_REQUEST_REFUSED' : 'SERVICE_REPLY_UNREADABLE';
}
