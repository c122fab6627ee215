import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { importExample, RECORDING, SENTENCE } from './example.mjs';
import { itemsOf } from './report.mjs';

/** Runs an example from n8n's command line: from a file on disk to subtitles on disk. */
export async function executeCheck({ n8n, checks, folder }) {
	checks.step("Run a workflow from n8n's command line");
	copyFileSync(RECORDING, path.join(folder, 'files/jfk.flac'));
	const id = await importExample(n8n, folder, 'transcribe-cli.json');
	const { code, stdout } = await n8n.command('execute', `--id=${id}`, '--rawOutput');
	checks.check('The workflow succeeds', code === 0, stdout.slice(-2000));
	const json = itemsOf(stdout, 'Transcribe')[0]?.json;
	checks.check('Transcribe gives the sentence', SENTENCE.test(json?.text), json?.text);
	checks.check('It says what it used', json?.usage?.audioSeconds > 10, JSON.stringify(json?.usage));
	const subtitles = path.join(folder, 'files/jfk.srt');
	const written = existsSync(subtitles) ? readFileSync(subtitles, 'utf8') : '';
	checks.check('The subtitles are on disk', /^1\r?\n00:00:/.test(written), written);
}
