import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Gives this test file, and its engines, a temporary folder of its own. Gives its path, and what lies in it. */
export function watchTemporaryFolder() {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'multimodal-watched-'));
	const { TMPDIR } = process.env;
	// Jest gives a test its own environment: `tmpdir` looks into the real one, engines get the test's.
	const spy = jest.spyOn(os, 'tmpdir').mockReturnValue(folder);
	process.env.TMPDIR = folder;
	afterAll(() => {
		spy.mockRestore();
		if (TMPDIR === undefined) delete process.env.TMPDIR;
		else process.env.TMPDIR = TMPDIR;
		rmSync(folder, { recursive: true, force: true });
	});
	const list = () => readdirSync(folder);
	/** Items' files, wherever they lie; engines have folders beside them. */
	const inputs = () =>
		readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
			path.basename(name).startsWith('input-'),
		);
	return { folder, list, inputs };
}
