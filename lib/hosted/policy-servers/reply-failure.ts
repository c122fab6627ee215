import type { MultimodalError } from '../../errors';
import { readFailureBody } from '../failure-body';
import { withoutKey } from '../secrets';
import { policyServerError } from './errors';

interface FailedReply {
	origin: string;
	status: number;
	body: string;
	apiKey?: string;
}

/** A reply whose status is not the expected one, as a coded error without the key. */
export function replyFailure({ origin, status, body, apiKey }: FailedReply): MultimodalError {
	const { reason: words } = readFailureBody(body);
	const reason = words === undefined ? undefined : withoutKey(words, apiKey);
	return policyServerError(codeOf(status), { origin, status, reason });
}

function codeOf(status: number) {
	if (status === 401 || status === 403) return 'POLICY_KEY_REFUSED';
	if (status === 404 || status === 405) return 'POLICY_PATH_UNKNOWN';
	if (status === 400 || status === 422) return 'POLICY_REQUEST_REFUSED';
	return 'POLICY_SERVER_STATUS';
}
