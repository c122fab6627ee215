import { MultimodalError } from '../errors';
import { MAXIMUM_CAUSE_CHARACTERS } from '../limits';
import { withoutKey } from './secrets';

/** Longer chains are circles. */
const MAXIMUM_DEPTH = 10;

/** Brings a coded error through an SDK, which would take words such as "timed out" in it or its causes for its own time limit. */
export class CarriedFailure extends Error {
	constructor(readonly failure: MultimodalError) {
		super('The request failed.');
	}
}

/** An error and what caused it, outermost first. */
export function causesOf(error: unknown): unknown[] {
	const chain: unknown[] = [];
	for (let one = error; isThere(one) && chain.length < MAXIMUM_DEPTH; one = nextOf(one)) {
		chain.push(one);
	}
	return chain;
}

/** The system's word for a failed connection, such as `ECONNREFUSED`. */
export function systemCodeOf(error: unknown): string | undefined {
	const codes = causesOf(error).map((one) => (one as { code?: unknown }).code);
	return codes.find((code): code is string => typeof code === 'string' && /^[A-Z_]+$/.test(code));
}

/** The innermost words of an error. */
export function innermostMessage(error: unknown): string | undefined {
	const messages = causesOf(error).map((one) => (one as Partial<Error>).message ?? '');
	return messages.filter((message) => message !== '').at(-1);
}

/** An error's name and words as a new error: no header, body or configuration of a request hangs on it, nor the key. */
export function plainCause(error: unknown, key: string | undefined): Error {
	const messages = causesOf(error).map((one) => (one as Partial<Error>).message || String(one));
	const told = [...new Set(messages)].join(': ').slice(0, MAXIMUM_CAUSE_CHARACTERS);
	const plain = new Error(withoutKey(told, key));
	plain.stack = withoutKey(plain.stack ?? '', key);
	return plain;
}

/** A coded error whose words and details are without the key. */
export function withoutKeyAnywhere(
	error: MultimodalError,
	key: string | undefined,
): MultimodalError {
	const { errorClass, code, message, details, cause } = error;
	const hideKey = (_: string, value: unknown) =>
		typeof value === 'string' ? withoutKey(value, key) : value;
	const plainDetails = details && (JSON.parse(JSON.stringify(details), hideKey) as typeof details);
	const plain = cause === undefined ? undefined : plainCause(cause, key);
	const same = new MultimodalError(errorClass, code, withoutKey(message, key), plainDetails, plain);
	same.stack = withoutKey(error.stack ?? '', key);
	return same;
}

/** Where a host has several addresses, node tells all their failures in a list. */
function nextOf(error: unknown): unknown {
	if (error instanceof CarriedFailure) return error.failure;
	const { cause, errors } = error as { cause?: unknown; errors?: unknown[] };
	return cause ?? (Array.isArray(errors) ? errors[0] : undefined);
}

function isThere(error: unknown): boolean {
	return error !== undefined && error !== null;
}
