import { setTimeout as sleep } from 'node:timers/promises';

const OWNER = {
	email: 'owner@example.com',
	password: 'Loopback0nly!',
	firstName: 'Test',
	lastName: 'Owner',
};
const ATTEMPTS = 60;

/** Makes the owner of a fresh n8n, and gives a function that calls its server as that person. */
export const openRest = async (baseUrl) => await enter(baseUrl, '/rest/owner/setup', OWNER);

/** The same where there is an owner. */
export async function openRestAgain(baseUrl) {
	const { email, password } = OWNER;
	return await enter(baseUrl, '/rest/login', { emailOrLdapLoginId: email, password });
}

async function enter(baseUrl, path, payload) {
	const call = caller(baseUrl);
	// n8n says it is ready before its REST endpoints are.
	for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
		const { status } = await call('POST', path, payload);
		if (status === 200) return call;
		await sleep(500);
	}
	throw new Error(`n8n let nobody in at ${path}`);
}

function caller(baseUrl) {
	let cookie = '';
	return async (method, path, payload) => {
		const response = await fetch(`${baseUrl}${path}`, {
			method,
			headers: { cookie, 'browser-id': 'test', 'content-type': 'application/json' },
			body: payload && JSON.stringify(payload),
		});
		cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
		return { status: response.status, body: parse(await response.text()) };
	};
}

function parse(text) {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
