import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder that holds our package.json, whether this file runs from `lib` or from `dist/lib`. */
export const packageRoot = findUp(__dirname);

function findUp(folder: string): string {
	if (existsSync(path.join(folder, 'package.json'))) return folder;
	return findUp(path.dirname(folder));
}
