import { openAsBlob } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { importExample, RECORDING, SENTENCE } from './example.mjs';

const ATTEMPTS = 60;

/** Posts a recording to a published workflow and reads the text from the answer. */
export async function webhookCheck({ n8n, checks, folder }) {
	checks.step('Post a recording to a webhook');
	const id = await importExample(n8n, folder, 'transcribe-webhook.json');
	const { code, stdout } = await n8n.command('publish:workflow', `--id=${id}`);
	if (code !== 0) throw new Error(`n8n did not publish the workflow: ${stdout}`);
	await n8n.start();
	const first = await postOnceKnown(`${n8n.url}/webhook/transcribe`);
	checks.check('The answer holds the sentence', SENTENCE.test(first.body), first.body);
	const second = await post(`${n8n.url}/webhook/transcribe`);
	checks.check('So does the next one', SENTENCE.test(second.body), second.body);
	checks.note(
		`first answer after ${first.milliseconds} ms, the next after ${second.milliseconds} ms`,
	);
	await n8n.stop();
}

/** n8n says it is ready before it has taken up its published workflows. */
export async function postOnceKnown(url) {
	for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
		const answer = await post(url);
		if (answer.status !== 404) return answer;
		await sleep(500);
	}
	throw new Error(`n8n never took up the webhook ${url}`);
}

/** Posts the recording as a form, as an HTML page does. */
export async function post(url) {
	const form = new FormData();
	form.append('file', await openAsBlob(RECORDING, { type: 'audio/flac' }), 'jfk.flac');
	const startedMs = performance.now();
	const response = await fetch(url, { method: 'POST', body: form });
	const body = await response.text();
	return { status: response.status, body, milliseconds: Math.round(performance.now() - startedMs) };
}
