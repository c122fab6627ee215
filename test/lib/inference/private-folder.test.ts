import fs, { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { removeFolder } from '../../../lib/inference/private-folder';

describe('removeFolder', () => {
	it('removes a folder with all it holds, and takes one that is gone', () => {
		const folder = mkdtempSync(path.join(os.tmpdir(), 'multimodal-remove-'));
		writeFileSync(path.join(folder, 'sound'), 'x');
		removeFolder(folder);
		expect(existsSync(folder)).toBe(false);
		expect(() => removeFolder(folder)).not.toThrow();
	});

	it('does not throw while another process still writes into it', () => {
		const busy = Object.assign(new Error('directory not empty'), { code: 'ENOTEMPTY' });
		const rmSync = jest.spyOn(fs, 'rmSync').mockImplementation(() => {
			throw busy;
		});
		try {
			expect(() => removeFolder('busy')).not.toThrow();
			expect(rmSync).toHaveBeenCalled();
		} finally {
			rmSync.mockRestore();
		}
	});
});
