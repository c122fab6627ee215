import { openAsBlob } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { importExample } from './example.mjs';
import { root } from './root.mjs';

const ATTEMPTS = 60;
const VIDEO = path.join(root, 'test/fixtures/video/bikes.mp4');
const JPEG_MARK = 'ffd8ff';

/** Posts a video to a published workflow and gets a picture of its frames back. */
export async function videoCheck({ n8n, checks, folder }) {
	checks.step('Post a video to a webhook');
	const id = await importExample(n8n, folder, 'video-webhook.json');
	const { code, stdout } = await n8n.command('publish:workflow', `--id=${id}`);
	if (code !== 0) throw new Error(`n8n did not publish the workflow: ${stdout}`);
	await n8n.start();
	const { status, type, bytes } = await postOnceKnown(`${n8n.url}/webhook/sample-video`);
	const isPicture = type === 'image/jpeg' && bytes.toString('hex', 0, 3) === JPEG_MARK;
	checks.check(
		'The answer is a picture',
		status === 200 && isPicture,
		`${status} ${type} ${bytes.toString('utf8', 0, 300)}`,
	);
	await n8n.stop();
}

/** n8n says it is ready before it has taken up its published workflows. */
async function postOnceKnown(url) {
	for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
		const answer = await post(url);
		if (answer.status !== 404) return answer;
		await sleep(500);
	}
	throw new Error(`n8n never took up the webhook ${url}`);
}

async function post(url) {
	const form = new FormData();
	form.append('file', await openAsBlob(VIDEO, { type: 'video/mp4' }), 'bikes.mp4');
	const response = await fetch(url, { method: 'POST', body: form });
	const bytes = Buffer.from(await response.arrayBuffer());
	return { status: response.status, type: response.headers.get('content-type'), bytes };
}
