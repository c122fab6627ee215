import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { IExecuteFunctions } from 'n8n-workflow';
import { openFile } from '../../../lib/n8n/file-input';

const home = mkdtempSync(path.join(os.tmpdir(), 'multimodal-home-'));
const file = path.join(home, 'talk.mp3');

beforeAll(() => {
	writeFileSync(file, 'sound');
	jest.spyOn(os, 'homedir').mockReturnValue(home);
});
afterAll(() => {
	jest.restoreAllMocks();
	rmSync(home, { recursive: true });
});

/** n8n's helpers, which allow everything; `open` is its reader. */
const contextWith = (open: (resolved: string) => Promise<Readable>) =>
	({
		helpers: {
			resolvePath: async (given: string) => given,
			isFilePathBlocked: () => false,
			createReadStream: open,
		},
	}) as unknown as IExecuteFunctions;

it('takes a path under the home folder as people write it', async () => {
	const opened: string[] = [];
	const context = contextWith(async (resolved) => {
		opened.push(resolved);
		return Readable.from([]);
	});
	expect((await openFile(context, '~/talk.mp3')).fileName).toBe('talk.mp3');
	expect(opened).toEqual([file]);
});

it("tells the system's refusal from n8n's", async () => {
	const refuse = (code?: string) => async () => {
		throw Object.assign(new Error('no'), { code });
	};
	await expect(openFile(contextWith(refuse('EACCES')), file)).rejects.toMatchObject({
		code: 'FILE_NOT_READABLE',
		message: expect.stringContaining('Give it the right to read'),
	});
	await expect(openFile(contextWith(refuse()), file)).rejects.toMatchObject({
		code: 'FILE_BLOCKED',
	});
});
