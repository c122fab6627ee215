import { MultimodalError } from '../../errors';
import { MAXIMUM_POLICY_REPLY_BYTES, POLICY_HEALTH_TIMEOUT_MS } from '../../limits';
import type { Fetch } from '../types';
import { fetchWhole } from '../whole-reply';
import { originOf } from './address';
import { policyServerError } from './errors';
import { keyHeader } from './key-header';

interface Place {
	/** Of the WebSocket. */
	url: URL;
	apiKey?: string;
	/** Absent: its health is not asked. */
	fetch?: Fetch;
	signal?: AbortSignal;
}

/** How a web page's answer to a WebSocket may be told; a refused key says enough. */
const REFUSALS = ['POLICY_PATH_UNKNOWN', 'POLICY_REQUEST_REFUSED', 'POLICY_SERVER_STATUS'];

/**
 * Why no WebSocket opened: openpi's server takes every path, so one that is alive by its `/healthz` but refuses stands
 * behind something that lets no WebSocket through. All other failures stay what they are.
 */
export async function explainRefusal(error: unknown, place: Place): Promise<unknown> {
	if (!(error instanceof MultimodalError) || !REFUSALS.includes(error.code)) return error;
	if (!(await isAlive(place))) return error;
	const { status, reason } = error.details as { status: number; reason?: string };
	const told = { origin: originOf(place.url), status, reason };
	return policyServerError('POLICY_SOCKET_BLOCKED', told, error);
}

async function isAlive({ url, apiKey, fetch, signal }: Place): Promise<boolean> {
	if (!fetch) return false;
	const health = new URL('/healthz', url.href.replace(/^ws/, 'http'));
	const service = {
		provider: 'openAi' as const,
		baseUrl: health.origin,
		fetch,
		timeoutMs: POLICY_HEALTH_TIMEOUT_MS,
		maximumRetries: 0,
	};
	try {
		const init = { headers: keyHeader('Api-Key', apiKey), signal };
		const reply = await fetchWhole(service, health, init, MAXIMUM_POLICY_REPLY_BYTES);
		return reply.status === 200 && (await reply.text()).trim() === 'OK';
	} catch {
		return false;
	}
}
