import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../../../scripts/lib/build.mjs';

const require = createRequire(import.meta.url);

/** A module of the built library. */
export const lib = (file) => require(path.join(root, 'dist/lib', file));

/** What an engine process gives a task, here in this process. */
export async function createContext() {
	const kept = new Map();
	const keep = (key, create) => kept.get(key) ?? kept.set(key, create()).get(key);
	return {
		backend: await lib('inference/backends/choose.js').chooseBackend('cpu'),
		signal: new AbortController().signal,
		progress() {},
		keep,
		temporaryFolder: '',
	};
}
