import { MultimodalError, throwIfCancelled } from '../errors';
import { pause } from '../pause';
import { asTold } from './as-told';
import { CarriedFailure } from './causes';
import { hostedInputError } from './errors';
import { waitBeforeNextTry } from './retry';
import { toServiceError } from './service-error';
import type { Fetch, Service } from './types';
import { fetchWhole } from './whole-reply';

/** Headers of the SDKs that a service needs; the others tell of this machine, or come from n8n's environment. */
const SENT_HEADERS = [
	'accept',
	'content-type',
	'user-agent',
	'anthropic-version',
	'anthropic-beta',
];

/**
 * The `fetch` for an SDK whose own tries and time limits are off: adds the key, gives each try the service's time
 * for the whole reply, and tries again after failures that pass. What it rejects with, `toServiceError` reads.
 */
export function reliableFetch(service: Service): Fetch {
	return async (url, init = {}) => {
		const request = { ...init, headers: headersFor(service, init.headers) };
		for (let tries = 1; ; tries++) {
			throwIfCancelled(init.signal ?? undefined);
			const outcome = await oneTry(service, url, request);
			const waitMs =
				tries > retriesOf(service, init) ? undefined : waitBeforeNextTry(outcome, tries);
			if (waitMs === undefined) return unwrap(outcome);
			await pause(waitMs, init.signal ?? undefined);
		}
	};
}

/** A key goes to the service that it is for: it is never part of an SDK's client, nor of what that throws. */
function headersFor({ apiKey }: Service, given: RequestInit['headers']): Headers {
	const headers = new Headers(given);
	for (const name of [...headers.keys()]) {
		if (!SENT_HEADERS.includes(name)) headers.delete(name);
	}
	const key = apiKey?.trim();
	if (!key) return headers;
	if (!/^[\x21-\x7e]+$/.test(key)) throw hostedInputError('SERVICE_KEY_MALFORMED', {});
	headers.set('authorization', `Bearer ${key}`);
	return headers;
}

async function oneTry(
	service: Service,
	...request: Parameters<Fetch>
): Promise<Response | MultimodalError> {
	try {
		return await asTold(await fetchWhole(service, ...request));
	} catch (error) {
		return toServiceError(error, service);
	}
}

function unwrap(outcome: Response | MultimodalError): Response {
	if (outcome instanceof MultimodalError) throw new CarriedFailure(outcome);
	return outcome;
}

/** A body that flows can be sent once only. */
function retriesOf({ maximumRetries }: Service, { body }: RequestInit): number {
	return body instanceof ReadableStream ? 0 : maximumRetries;
}
