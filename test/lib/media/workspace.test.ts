import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
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
});
