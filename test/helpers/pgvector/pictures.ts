import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Files of small pictures, all different, the same at every run; removed after the test file's tests. */
export function drawPictures(count: number): string[] {
	const folder = mkdtempSync(path.join(tmpdir(), 'pgvector-test-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	// Native code stays out of this process.
	execFileSync(process.execPath, [path.join(__dirname, 'draw-pictures.mjs'), folder, `${count}`]);
	return readdirSync(folder).map((name) => path.join(folder, name));
}
