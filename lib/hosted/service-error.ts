import { MultimodalError } from '../errors';
import { introduce } from './addresses';
import { statusIn } from './as-told';
import { causesOf, plainCause, withoutKeyAnywhere } from './causes';
import { toConnectionError } from './connection-error';
import { serviceError, type Failure } from './errors';
import { readFailureBody } from './failure-body';
import { retryAfterMs } from './retry-after';
import { withoutKey } from './secrets';
import { statusCode } from './status-code';
import type { Service } from './types';

/** What both SDKs throw after a reply that is a failure. */
interface StatusError {
	status: number;
	/** Anthropic's: the whole body; OpenAI's: what stands under `error` in it. */
	error?: unknown;
	message: string;
	headers?: Headers;
	requestID?: string | null;
}

/** Whatever a call of a service threw, as one coded error that never shows the key. Coded errors stay what they are. */
export function toServiceError(error: unknown, service: Service): MultimodalError {
	const coded = causesOf(error).find((one) => one instanceof MultimodalError);
	if (coded) return withoutKeyAnywhere(coded, service.apiKey);
	if (isStatusError(error)) return fromStatus(error, service);
	if (isSyntaxError(error)) return unreadable(service, error.message, error);
	return toConnectionError(error, service);
}

/** A reply that is no answer, with the words that say why. */
export function unreadable(service: Service, reason: string, cause?: unknown): MultimodalError {
	const told = { ...introduce(service), reason: withoutKey(reason, service.apiKey) };
	const plain = cause === undefined ? undefined : plainCause(cause, service.apiKey);
	return serviceError('SERVICE_REPLY_UNREADABLE', told, plain);
}

/** A failure that a service reports within an answer, as the status that it names, else as the service's own fault. */
export function failedWithin(
	service: Service,
	error: unknown,
	requestId?: string,
): MultimodalError {
	const { reason } = readFailureBody(error);
	const told = { status: statusIn(error), error, message: reason ?? '', requestID: requestId };
	if (isStatusError(told)) return fromStatus(told, service);
	const words = reason === undefined ? undefined : withoutKey(reason, service.apiKey);
	return serviceError('SERVICE_OVERLOADED', { ...introduce(service), reason: words, requestId });
}

/** What a failed reply says about itself, without the key. */
export function describeFailure(error: StatusError, service: Service): Failure {
	const { status, headers } = error;
	const words = readFailureBody(error.error ?? bodyInMessage(error));
	const requestId =
		error.requestID ?? headers?.get('request-id') ?? headers?.get('x-request-id') ?? undefined;
	return {
		...introduce(service),
		status,
		code: words.code,
		reason: words.reason === undefined ? undefined : withoutKey(words.reason, service.apiKey),
		requestId,
	};
}

/** Whether an SDK threw it after a reply that is a failure. */
export function isStatusError(error: unknown): error is StatusError {
	return typeof (error as Partial<StatusError> | undefined)?.status === 'number';
}

function fromStatus(error: StatusError, service: Service): MultimodalError {
	const told = describeFailure(error, service);
	const code = statusCode(told);
	const cause = plainCause(new Error(error.message), service.apiKey);
	if (code === 'SERVICE_KEY_REFUSED') {
		return serviceError(code, { ...told, hasKey: Boolean(service.apiKey) }, cause);
	}
	if (code === 'SERVICE_RATE_LIMIT') {
		const wait = error.headers && retryAfterMs(error.headers);
		return serviceError(code, { ...told, retryAfterMs: wait }, cause);
	}
	return serviceError(code, told, cause);
}

/** The SDKs put a body that is no JSON behind the status: `502 <html>...`. */
function bodyInMessage({ message, status }: StatusError): string | undefined {
	const body = message.startsWith(`${status} `)
		? message.slice(String(status).length + 1)
		: message;
	return body === 'status code (no body)' ? undefined : body;
}

/** By name: the SDKs' modules may belong to another realm. */
function isSyntaxError(error: unknown): error is Error {
	return (error as Partial<Error> | undefined)?.name === 'SyntaxError';
}
