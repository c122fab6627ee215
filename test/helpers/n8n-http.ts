import { createRequire } from 'node:module';
import type { IExecuteFunctions } from 'n8n-workflow';

/** n8n-core's own copies: its HTTP helper is one of its services. */
const requireHere = createRequire(__filename);
const requireFromCore = createRequire(require.resolve('n8n-core'));

/**
 * What a node's context has to send requests: n8n's real HTTP helper. It reads the environment
 * (N8N_SSRF_..., proxies) when it is first asked for, so set that before.
 */
export function n8nHttp(): { helpers: Pick<IExecuteFunctions['helpers'], 'httpRequest'> } {
	process.env.N8N_LOG_LEVEL ??= 'silent';
	requireFromCore('reflect-metadata');
	const { Container } = requireFromCore('@n8n/di');
	requireHere('n8n-core');
	const { OutboundHttp } = requireFromCore('@n8n/backend-network');
	const { request } = Container.get(OutboundHttp).requests();
	return { helpers: { httpRequest: request } };
}
