import { setTimeout as sleep } from 'node:timers/promises';

const OWNER = {
	email: 'owner@example.com',
	password: 'Loopback0nly!',
	firstName: 'Test',
	lastName: 'Owner',
};
const ATTEMPTS = 60;

/** Makes the owner of a fresh n8n, and gives a function that calls its server as that person. */
export async function openRest(baseUrl) {
	let cookie = '';
	const call = async (method, path, payload) => {
		const response = await fetch(`${baseUrl}${path}`, {
			method,
			headers: { cookie, 'browser-id': 'test', 'content-type': 'application/json' },
			body: payload && JSON.stringify(payload),
		});
		cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
		return { status: response.status, body: parse(await response.text()) };
	};
	await setUpOwner(call);
	return call;
}

/** n8n says it is ready before its REST endpoints are. */
async function setUpOwner(call) {
	for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
		const { status } = await call('POST', '/rest/owner/setup', OWNER);
		if (status === 200) return;
		await sleep(500);
	}
	throw new Error('n8n did not take an owner');
}

function parse(text) {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
