import type { IAuthenticate } from 'n8n-workflow';

/** Sends a credential's `apiKey` as a bearer's; servers of one's own may have none, and then get no header. */
export const sendBearerKey: IAuthenticate = async ({ apiKey }, request) => {
	const key = String(apiKey ?? '').trim();
	if (key === '') return request;
	return { ...request, headers: { ...request.headers, Authorization: `Bearer ${key}` } };
};
