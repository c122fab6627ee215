import { policyInputError } from './errors';

/** The one place where a key goes: `Authorization`, with the scheme that the server knows. POLICY_KEY_MALFORMED. */
export function keyHeader(scheme: 'Bearer' | 'Api-Key', apiKey?: string): Record<string, string> {
	const key = apiKey?.trim();
	if (!key) return {};
	if (!/^[\x21-\x7e]+$/.test(key)) throw policyInputError('POLICY_KEY_MALFORMED', {});
	return { authorization: `${scheme} ${key}` };
}
