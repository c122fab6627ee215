import { execFileSync } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { contentKey } from '../../../lib/clip/content-key';
import { isLinux, useFolder } from '../../helpers/media';

const folder = useFolder();
const { signal } = new AbortController();

function file(name: string, content: string): string {
	const made = path.join(folder, name);
	writeFileSync(made, content);
	return made;
}

describe('the key of a file', () => {
	it('is that of its bytes, whatever its name', async () => {
		const key = await contentKey(file('a.png', 'one'), signal);
		expect(key).toEqual(expect.any(String));
		expect(await contentKey(file('b.jpg', 'one'), signal)).toBe(key);
		expect(await contentKey(file('a.png', 'two'), signal)).not.toBe(key);
	});

	it('is absent where there is no file to read', async () => {
		expect(await contentKey(path.join(folder, 'absent'), signal)).toBeUndefined();
		expect(await contentKey(folder, signal)).toBeUndefined();
		expect(await contentKey(file('empty', ''), signal)).toBeUndefined();
	});

	it('is absent for a file larger than any picture taken', async () => {
		const large = file('large', 'x');
		truncateSync(large, 512 * 2 ** 20 + 1);
		expect(await contentKey(large, signal)).toBeUndefined();
	});

	(isLinux ? it : it.skip)('does not wait for a pipe that nobody writes to', async () => {
		const pipe = path.join(folder, 'pipe');
		execFileSync('mkfifo', [pipe]);
		expect(await contentKey(pipe, signal)).toBeUndefined();
	});

	it('is not read to its end on cancel', async () => {
		expect(await contentKey(file('c', 'x'), AbortSignal.abort())).toBeUndefined();
	});
});
