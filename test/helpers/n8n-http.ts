import { createRequire } from 'node:module';
import type { IExecuteFunctions } from 'n8n-workflow';

/** n8n-core's own copies: its HTTP helper is one of its services. */
const requireHere = createRequire(__filename);
const requireFromCore = createRequire(require.resolve('n8n-core'));

type Helpers = Pick<IExecuteFunctions['helpers'], 'httpRequest' | 'getSecureEgressFilter'>;

/**
 * What a node's context has to send requests: n8n's real HTTP helper, and its judge of addresses. It reads the environment
 * (N8N_SSRF_..., proxies) when it is first asked for, so set that before.
 */
export function n8nHttp(): { helpers: Helpers } {
	process.env.N8N_LOG_LEVEL ??= 'silent';
	requireFromCore('reflect-metadata');
	const { Container } = requireFromCore('@n8n/di');
	requireHere('n8n-core');
	const { OutboundHttp } = requireFromCore('@n8n/backend-network');
	const outbound = Container.get(OutboundHttp);
	const { request } = outbound.requests();
	const getSecureEgressFilter: Helpers['getSecureEgressFilter'] = (policy) =>
		outbound.egressFilter(policy);
	return { helpers: { httpRequest: request, getSecureEgressFilter } };
}
