import type { Failure } from './errors';

const BILLING = /insufficient_quota|billing|credit balance|usage limits?\b|spend(ing)? limit/i;
/** With 429 only these: what tells of a rate limit often links to the page where a higher one is sold. */
const OUT_OF_CREDIT = /insufficient_quota|credit balance/i;
const MODEL = /model_not_found|\bmodel\b|\bmodels\/\S+ is not/i;
/** Gemini refuses keys with 400. */
const KEY = /api key (not valid|invalid)|valid api key|(missing|invalid) authorization header/i;

/** Which coded error a status is, with what the provider says about it. */
export function statusCode({ status = 0, code = '', reason = '' }: Failure) {
	const words = `${code} ${reason}`;
	if (isAboutMoney(status, words)) return 'SERVICE_BILLING';
	if (status === 401 || (status === 400 && KEY.test(reason))) return 'SERVICE_KEY_REFUSED';
	if (status === 403) return 'SERVICE_FORBIDDEN';
	if (code === 'model_not_found') return 'SERVICE_MODEL_UNKNOWN';
	if (status === 404) return MODEL.test(words) ? 'SERVICE_MODEL_UNKNOWN' : 'SERVICE_PATH_UNKNOWN';
	if (status === 405) return 'SERVICE_PATH_UNKNOWN';
	if (status === 413) return 'SERVICE_REQUEST_TOO_LARGE';
	if (status === 429) return 'SERVICE_RATE_LIMIT';
	if (status === 408 || status >= 500) return 'SERVICE_OVERLOADED';
	return status >= 400 ? 'SERVICE_REQUEST_REFUSED' : 'SERVICE_REPLY_UNREADABLE';
}

function isAboutMoney(status: number, words: string): boolean {
	if (status === 402) return true;
	if (status === 429) return OUT_OF_CREDIT.test(words);
	return [400, 403].includes(status) && BILLING.test(words);
}
