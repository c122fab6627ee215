import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
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
