import type { MultimodalError } from '../errors';
import { introduce, originOf } from './addresses';
import { innermostMessage, causesOf, plainCause, systemCodeOf } from './causes';
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

/** n8n's protection of internal addresses names its errors so. */
const PROTECTION = /^Ssrf/;

/** A failed connection as a coded error. */
export function toConnectionError(error: unknown, service: Service): MultimodalError {
	const told = { ...introduce(service), origin: originOf(service) };
	const cause = plainCause(error, service.apiKey);
	const code = systemCodeOf(error);
	const words = withoutKey(innermostMessage(error) ?? '', service.apiKey);
	if (isProtection(error)) {
		return hostedNetworkError(
			'SERVICE_BLOCKED',
			{ ...told, reason: protectionWords(error) },
			cause,
		);
	}
	if (code !== undefined && code in UNREACHABLE) {
		const reason = UNREACHABLE[code];
		return hostedNetworkError('SERVICE_UNREACHABLE', { ...told, code, reason }, cause);
	}
	if (code !== undefined && CERTIFICATE.test(code)) {
		return hostedNetworkError('SERVICE_CERTIFICATE', { ...told, code, reason: words }, cause);
	}
	return hostedNetworkError('SERVICE_CUT', { ...introduce(service), code, reason: words }, cause);
}

function isProtection(error: unknown): boolean {
	return causesOf(error).some((one) => PROTECTION.test(String((one as Partial<Error>).name)));
}

/** n8n's message, and what it advises the user to ask for. */
function protectionWords(error: unknown): string | undefined {
	const found = causesOf(error).find((one) => PROTECTION.test(String((one as Error).name)));
	const { message, description } = found as { message?: string; description?: unknown };
	return typeof description === 'string' ? `${message}. ${description}` : message;
}
