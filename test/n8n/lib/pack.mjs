import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

/** Packs what would be published, from the built `dist`. */
export function packPackage(folder) {
	const output = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
		cwd: root,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const [{ filename }] = JSON.parse(output);
	const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
	return { file: path.join(folder, filename), name, version };
}
