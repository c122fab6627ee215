import type { MultimodalError } from '../errors';
import { introduce, originOf } from './addresses';
import { innermostMessage, plainCause, systemCodeOf } from './causes';
import { hostedNetworkError } from './errors';
import { withoutKey } from './secrets';
import type { Service } from './types';

/** What the system's words for an address without a server mean. */
const UNREACHABLE: Record<string, string> = {
	ECONNREFUSED: 'nothing answers there',
	ENOTFOUND: 'there is no host of this name',
	EAI_AGAIN: 'the name of the host cannot be looked up now',
	EHOSTUNREACH: 'there is no way to the host',
	ENETUNREACH: 'there is no way to the network',
	ENETDOWN: 'the network is down',
	ETIMEDOUT: 'the host does not react',
	UND_ERR_CONNECT_TIMEOUT: 'the host does not react',
};

const CERTIFICATE = /CERT|SELF_SIGNED|TLS/;

/** A failed connection as a coded error. */
export function toConnectionError(error: unknown, service: Service): MultimodalError {
	const told = { ...introduce(service), origin: originOf(service) };
	const cause = plainCause(error, service.apiKey);
	const code = systemCodeOf(error);
	const words = withoutKey(innermostMessage(error) ?? '', service.apiKey);
	if (code !== undefined && code in UNREACHABLE) {
		const reason = UNREACHABLE[code];
		return hostedNetworkError('SERVICE_UNREACHABLE', { ...told, code, reason }, cause);
	}
	if (code !== undefined && CERTIFICATE.test(code)) {
		return hostedNetworkError('SERVICE_CERTIFICATE', { ...told, code, reason: words }, cause);
	}
	return hostedNetworkError('SERVICE_CUT', { ...introduce(service), code, reason: words }, cause);
}
