import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { saveStream } from '../../../lib/media/input';
import { useFolder } from '../../helpers/media';

const root = useFolder();
let folder: string;
beforeEach(async () => (folder = await mkdtemp(path.join(root, 'input-'))));

describe('saveStream', () => {
	it('writes a private file without an extension', async () => {
		const file = await saveStream(Readable.from([Buffer.from('ab'), Buffer.from('c')]), folder, {
			maximumBytes: 3,
		});
		expect(readFileSync(file, 'utf8')).toBe('abc');
		expect(path.dirname(file)).toBe(folder);
		expect(path.extname(file)).toBe('');
		if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
	});

	it('keeps several inputs apart', async () => {
		const save = (text: string) =>
			saveStream(Readable.from([Buffer.from(text)]), folder, { maximumBytes: 9 });
		const files = await Promise.all(['one', 'two'].map(save));
		expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual(['one', 'two']);
	});

	it('stops one byte over the limit, early and without a trace', async () => {
		let given = 0;
		const endless = Readable.from(
			(function* () {
				for (;;) yield Buffer.alloc(++given && 1024);
			})(),
		);
		await expect(saveStream(endless, folder, { maximumBytes: 4095 })).rejects.toMatchObject({
			code: 'INPUT_TOO_LARGE',
			errorClass: 'input',
			message: expect.stringContaining('4095 bytes'),
		});
		expect(given).toBeLessThan(200);
		expect(endless.destroyed).toBe(true);
		expect(readdirSync(folder)).toEqual([]);
	});

	it('tells a source that breaks off', async () => {
		const source = new Readable({ read: () => undefined });
		source.push('start');
		setTimeout(
			() =>
				source.destroy(Object.assign(new Error('reset'), { code: 'ECONNRESET', syscall: 'read' })),
			20,
		);
		await expect(saveStream(source, folder, { maximumBytes: 99 })).rejects.toMatchObject({
			code: 'INPUT_INTERRUPTED',
			message: expect.stringContaining('ECONNRESET'),
		});
		expect(readdirSync(folder)).toEqual([]);
	});

	it('stops when cancelled', async () => {
		const controller = new AbortController();
		const source = new Readable({ read: () => undefined });
		setTimeout(() => controller.abort(), 20);
		const saving = saveStream(source, folder, { maximumBytes: 99, signal: controller.signal });
		await expect(saving).rejects.toMatchObject({ code: 'CANCELLED', errorClass: 'cancelled' });
		expect(source.destroyed).toBe(true);
		expect(readdirSync(folder)).toEqual([]);
	});

	it('gives up on a source that falls silent', async () => {
		const source = new Readable({ read: () => undefined });
		source.push('start');
		const limits = { maximumBytes: 99, stallTimeoutMs: 50 };
		await expect(saveStream(source, folder, limits)).rejects.toMatchObject({
			code: 'INPUT_STALLED',
			errorClass: 'input',
		});
		expect(source.destroyed).toBe(true);
		expect(readdirSync(folder)).toEqual([]);
	});

	it('tells a folder it cannot write to', async () => {
		const missing = path.join(folder, 'missing');
		await expect(
			saveStream(Readable.from([Buffer.from('a')]), missing, { maximumBytes: 9 }),
		).rejects.toMatchObject({
			code: 'INPUT_NOT_SAVED',
			message: expect.stringContaining(missing),
		});
	});
});
