import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

const SOURCES = ['lib', 'nodes', 'credentials', 'wasm'];

/** Builds the package unless its build is newer than its sources; what the build says goes to stderr. */
export function ensureBuilt() {
	if (isBuilt()) return;
	const { status } = spawnSync('npm', ['run', 'build'], { cwd: root, stdio: ['ignore', 2, 2] });
	if (status !== 0) throw new Error('The build failed: run "npm run build" to see why.');
}

function isBuilt() {
	const folders = SOURCES.map((name) => path.join(root, name)).filter((folder) =>
		existsSync(folder),
	);
	const mark = path.join(root, 'dist/lib/limits.js');
	if (!existsSync(mark) || !existsSync(path.join(root, 'dist/nodes'))) return false;
	return Math.max(...folders.map(newestChangeMs)) <= statSync(mark).mtimeMs;
}

function newestChangeMs(folder) {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true });
	return Math.max(
		0,
		...files
			.filter((entry) => entry.isFile())
			.map((entry) => statSync(path.join(entry.parentPath, entry.name)).mtimeMs),
	);
}
