import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

/** Builds the package unless it is built; what the build says goes to stderr. */
export function ensureBuilt() {
	if (existsSync(path.join(root, 'dist/nodes'))) return;
	const { status } = spawnSync('npm', ['run', 'build'], { cwd: root, stdio: ['ignore', 2, 2] });
	if (status !== 0) throw new Error('The build failed: run "npm run build" to see why.');
}
