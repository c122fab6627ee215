import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PICTURE } from './example.mjs';
import { root } from './root.mjs';
import { runInstead } from './run-example.mjs';

/** ceil(640 / 28) x ceil(427 / 28), Anthropic's rule. */
const CLAUDE_TOKENS = 23 * 16;

/** Counts what a picture on disk costs, from n8n's command line: no key, no network. */
export async function countCheck({ n8n, checks, folder }) {
	checks.step("Count a picture's tokens from n8n's command line");
	const file = path.join(folder, 'files/rocket.jpg');
	copyFileSync(PICTURE, file);
	const workflow = JSON.parse(readFileSync(path.join(root, 'examples/image-count.json'), 'utf8'));
	const read = {
		...{ type: 'n8n-nodes-base.readWriteFile', typeVersion: 1 },
		parameters: { operation: 'read', fileSelector: file },
	};
	const itemsOf = await runInstead(n8n, folder, workflow, [read]);
	const json = itemsOf('Image to Tokens')[0]?.json;
	checks.check(
		'Claude sees as many tokens as its makers say',
		json?.tokens === CLAUDE_TOKENS && json.width === 640 && json.height === 427,
		JSON.stringify(json),
	);
	checks.check(
		'Five models are counted',
		json?.models?.length === 5 && json.models.every(({ tokens }) => tokens > 0),
		JSON.stringify(json?.models),
	);
}
