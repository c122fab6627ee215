import type { IncomingMessage } from 'node:http';
import { MultimodalError } from '../../errors';
import { MAXIMUM_POLICY_REPLY_BYTES, MAXIMUM_REASON_CHARACTERS } from '../../limits';
import { toConnectionError } from '../connection-error';
import { causesOf, systemCodeOf, withoutKeyAnywhere } from '../causes';
import type { Service } from '../types';
import { originOf } from './address';
import { policyNetworkError, policyServerError } from './errors';
import { replyFailure } from './reply-failure';

/** Why a WebSocket could not be made or broke, as one coded error without the key. */
export function socketFailure(error: Error, url: URL, apiKey?: string): MultimodalError {
	const coded = causesOf(error).find((one) => one instanceof MultimodalError);
	if (coded) return withoutKeyAnywhere(coded, apiKey);
	const origin = originOf(url);
	const code = systemCodeOf(error) ?? (error as NodeJS.ErrnoException).code;
	if (code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') {
		const maximumBytes = MAXIMUM_POLICY_REPLY_BYTES;
		return policyNetworkError('POLICY_REPLY_TOO_LARGE', { origin, maximumBytes });
	}
	if (code?.startsWith('WS_ERR') || code === undefined) {
		return policyServerError('POLICY_GREETING_WRONG', { origin, reason: error.message });
	}
	return toConnectionError(error, asService(url, apiKey));
}

/** A server that answered like a web page instead of opening the connection. */
export async function refusedUpgrade(
	response: IncomingMessage,
	url: URL,
	apiKey?: string,
): Promise<MultimodalError> {
	const status = response.statusCode ?? 0;
	let body = '';
	try {
		for await (const chunk of response) {
			body += String(chunk);
			if (body.length > MAXIMUM_REASON_CHARACTERS) break;
		}
	} catch {
		// The status says enough.
	}
	return replyFailure({ origin: originOf(url), status, body, apiKey });
}

function asService(url: URL, apiKey?: string): Service {
	const baseUrl = url.href.replace(/^ws/, 'http');
	const never = () => Promise.reject(new Error('A WebSocket fetches nothing.'));
	return {
		provider: 'openAi',
		baseUrl: new URL(baseUrl).origin,
		apiKey,
		fetch: never,
		timeoutMs: 0,
		maximumRetries: 0,
	};
}
