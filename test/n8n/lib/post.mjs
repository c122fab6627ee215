import { openAsBlob } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ATTEMPTS = 60;

/** Posts a file as a form, as an HTML page does, and reads the answer. */
export async function postFile(url, file, type) {
	const form = new FormData();
	form.append('data', await openAsBlob(file, { type }), path.basename(file));
	return await post(url, { body: form });
}

/** Posts data as JSON, and reads the answer. */
export async function postJson(url, data) {
	const headers = { 'content-type': 'application/json' };
	return await post(url, { headers, body: JSON.stringify(data) });
}

/** n8n takes a workflow live a while after it has said so. */
async function post(url, request) {
	for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
		const response = await fetch(url, { method: 'POST', ...request });
		const text = await response.text();
		const { status } = response;
		if (status !== 404) return { status, text, json: response.ok ? JSON.parse(text) : undefined };
		await sleep(500);
	}
	throw new Error(`n8n never took up the webhook ${url}`);
}
