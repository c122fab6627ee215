import type { IExecuteFunctions } from 'n8n-workflow';
import http, { type Agent } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { requestErrors } from './errors';
import { toRequestFailure } from './request-failure';

/** Any of n8n's contexts; n8n's older versions cannot judge an address. */
interface Judge {
	helpers: Partial<Pick<IExecuteFunctions['helpers'], 'getSecureEgressFilter'>>;
}

/** What a WebSocket is made with, so that n8n's rules hold for it. */
interface Passage {
	/** The process's own: n8n puts its proxy there. */
	agent: Agent;
	lookup?: LookupFunction;
}

/**
 * How WebSockets reach an address: n8n's HTTP helper makes none, but its proxy and its protection of internal addresses
 * hold for these too. Rejects with REQUEST_BLOCKED, in n8n's words.
 */
export function webSocketPassage({ helpers }: Judge): (url: URL) => Promise<Passage> {
	return async (url) => {
		const isSecure = url.protocol === 'wss:';
		// Read now: n8n changes it as it starts.
		const agent = isSecure ? https.globalAgent : http.globalAgent;
		const filter = helpers.getSecureEgressFilter?.();
		if (!filter) return refuseUnjudged() ?? { agent };
		const verdict = await filter.validateUrl(url.href.replace(/^ws/, 'http')).catch(fail);
		if (!verdict.ok) fail(verdict.error);
		return { agent, lookup: inOurWords(filter.createSecureLookup()) };
	};
}

function fail(error: unknown): never {
	throw toRequestFailure(error);
}

/** An address is looked up again as the connection is made: it may be another one by then. */
function inOurWords(lookup: LookupFunction): LookupFunction {
	return (host, options, done) => {
		lookup(host, options, (error, ...found) => {
			done(error && (toRequestFailure(error) as NodeJS.ErrnoException), ...found);
		});
	};
}

/** Where n8n protects addresses but has no means to do so here, nothing is connected. */
function refuseUnjudged(): undefined {
	if (!/^(true|1)$/i.test(process.env.N8N_SSRF_PROTECTION_ENABLED ?? '')) return undefined;
	const reason = 'This n8n protects internal addresses, but offers no way to do so for WebSockets';
	throw requestErrors('REQUEST_BLOCKED', { reason, advice: 'Update n8n.' });
}
