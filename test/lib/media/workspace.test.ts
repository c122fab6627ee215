import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { withWorkspace } from '../../../lib/media/workspace';

describe('withWorkspace', () => {
	it('gives a private folder and removes it with all it holds', async () => {
		const folder = await withWorkspace(async (inside) => {
			if (process.platform !== 'win32') expect(statSync(inside).mode & 0o777).toBe(0o700);
			mkdirSync(path.join(inside, 'deep'));
			writeFileSync(path.join(inside, 'deep', 'file'), 'x');
			return inside;
		});
		expect(existsSync(folder)).toBe(false);
	});

	it('says which folder is in the way where it can make none', async () => {
		const missing = path.join(os.tmpdir(), 'multimodal-no-such-folder');
		const tmpdir = jest.spyOn(os, 'tmpdir').mockReturnValue(missing);
		const use = jest.fn();
		try {
			await expect(withWorkspace(use)).rejects.toMatchObject({
				code: 'INPUT_NOT_SAVED',
				details: { folder: missing, reason: 'ENOENT' },
			});
			expect(use).not.toHaveBeenCalled();
		} finally {
			tmpdir.mockRestore();
		}
	});

	it('removes it after a failure too, and lets the failure through', async () => {
		let folder = '';
		const failing = withWorkspace(async (inside) => {
			folder = inside;
			throw new Error('mine');
		});
		await expect(failing).rejects.toThrow('mine');
		expect(existsSync(folder)).toBe(false);
	});

	it('removes all that are open when the process exits', async () => {
		const workspace = path.join(__dirname, '../../../dist/lib/media/workspace');
		const code = `
			const { withWorkspace } = require(${JSON.stringify(workspace)});
			const { writeFileSync } = require('node:fs');
			let open = 0;
			const use = (folder) => {
				writeFileSync(folder + '/recording', 'x');
				console.log(folder);
				if (++open === 2) process.exit();
				return new Promise(() => {});
			};
			void withWorkspace(use);
			void withWorkspace(use);
		`;
		const { stdout } = await promisify(execFile)(process.execPath, ['-e', code]);
		const folders = stdout.trim().split('\n');
		expect(folders).toHaveLength(2);
		expect(folders.filter((folder) => existsSync(folder))).toEqual([]);
	});
});
