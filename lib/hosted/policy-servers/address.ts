import { policyInputError } from './errors';

/** The address of a server's one entrance; without a path, `path` is taken. POLICY_ADDRESS_INVALID. */
export function actAddress(baseUrl: string, path = '/act'): URL {
	const url = parse(baseUrl, ['http://', 'https://']);
	if (url.pathname === '/') url.pathname = path;
	return url;
}

/** The same for a WebSocket, whose address may be written as a web address too. */
export function socketAddress(baseUrl: string, path?: string): URL {
	const url = parse(baseUrl, ['ws://', 'wss://', 'http://', 'https://']);
	url.protocol = url.protocol.replace('http', 'ws');
	if (path?.trim()) url.pathname = path.trim();
	return url;
}

/** Scheme, host and port, also where the scheme is `ws`. */
export function originOf({ protocol, host }: URL): string {
	return `${protocol}//${host}`;
}

function parse(text: string, schemes: string[]): URL {
	const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
	const isKnown = url && schemes.includes(`${url.protocol}//`);
	if (!isKnown || url.username || url.password || !url.host) {
		throw policyInputError('POLICY_ADDRESS_INVALID', { schemes: schemes.slice(0, 2) });
	}
	url.hash = '';
	return url;
}
