import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const folders: string[] = [];

afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** A folder with the given preprocessor_config.json (text stays as it is) and, if given, config.json. */
export function modelFolder(processor: unknown, config?: unknown): string {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'model-folder-'));
	folders.push(folder);
	write(folder, 'preprocessor_config.json', processor);
	write(folder, 'config.json', config);
	return folder;
}

function write(folder: string, file: string, content: unknown): void {
	if (content === undefined) return;
	const text = typeof content === 'string' ? content : JSON.stringify(content);
	writeFileSync(path.join(folder, file), text);
}
