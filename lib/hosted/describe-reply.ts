import { isJsonObject } from '../json-object';
import { readFailureBody } from './failure-body';

/** What came instead of an answer, in a few words. */
export function describeReply(reply: unknown): string {
	if (reply === undefined || reply === null || reply === '') return 'nothing';
	const { reason } = readFailureBody(reply);
	if (reason !== undefined) return reason;
	return isJsonObject(reply) ? `an object with ${Object.keys(reply).join(', ')}` : typeof reply;
}
