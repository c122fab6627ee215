import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

export const RECORDING = path.join(root, 'test/fixtures/audio/jfk.flac');
/** What is said in it. */
export const SENTENCE = /ask not what your country can do for you/i;
export const PICTURE = path.join(root, 'test/fixtures/image/rocket.jpg');

/** Imports a workflow of `examples/`; files it reads and writes lie in the run's own folder. */
export async function importExample(n8n, folder, fileName) {
	const original = readFileSync(path.join(root, 'examples', fileName), 'utf8');
	const adapted = original.replaceAll('/home/node/.n8n-files', path.join(folder, 'files'));
	const copy = path.join(folder, fileName);
	writeFileSync(copy, adapted);
	const { code, stdout } = await n8n.command('import:workflow', `--input=${copy}`);
	if (code !== 0) throw new Error(`n8n did not import ${fileName}: ${stdout}`);
	return JSON.parse(adapted).id;
}
