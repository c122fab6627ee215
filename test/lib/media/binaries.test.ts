import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { findTool } from '../../../lib/media/binaries';
import { findBundled } from '../../../lib/media/bundled';
import { decodeAll, useFolder } from '../../helpers/media';

const folder = useFolder();
const environment = { ...process.env };
afterEach(() => {
	process.env = { ...environment };
	jest.restoreAllMocks();
});

function writeScript(file: string, body: string): string {
	writeFileSync(file, `#!/bin/sh\n${body}\n`);
	chmodSync(file, 0o755);
	return file;
}

(process.platform === 'win32' ? describe.skip : describe)('findTool', () => {
	it('takes the configured path before any other', async () => {
		const chosen = writeScript(path.join(folder, 'my ffmpeg'), 'echo "ffmpeg version mine"');
		process.env.MULTIMODAL_FFMPEG_PATH = chosen;
		await expect(findTool('ffmpeg')).resolves.toBe(chosen);
	});

	it.each([
		['that is not there', () => '/nowhere/ffmpeg', 'ENOENT'],
		['of a folder', () => folder, 'EACCES'],
		['of another program', () => process.execPath, ''],
		[
			'of a program that cannot start',
			() => writeScript(path.join(folder, 'broken'), 'exit 127'),
			'127',
		],
	])('tells a configured path %s, and does not fall back', async (_, make, reason) => {
		process.env.MULTIMODAL_FFMPEG_PATH = make();
		const failure = await findTool('ffmpeg').catch((error: Error) => error);
		expect(failure).toMatchObject({ code: 'FFMPEG_PATH_BROKEN' });
		expect((failure as Error).message).toContain(`MULTIMODAL_FFMPEG_PATH is set to "${make()}"`);
		expect((failure as Error).message).toContain(reason);
	});

	it('tells a broken ffprobe path when a file is decoded', async () => {
		process.env.MULTIMODAL_FFPROBE_PATH = '/nowhere/ffprobe';
		await expect(decodeAll(__filename)).rejects.toMatchObject({
			code: 'FFMPEG_PATH_BROKEN',
			message: expect.stringContaining('MULTIMODAL_FFPROBE_PATH'),
		});
	});

	it("takes the system's before the bundled one", async () => {
		const system = mkdtempSync(path.join(folder, 'system-'));
		const chosen = writeScript(path.join(system, 'ffmpeg'), 'echo "ffmpeg version 99"');
		process.env.PATH = `${system}${path.delimiter}${environment.PATH}`;
		await expect(findTool('ffmpeg')).resolves.toBe(chosen);
	});

	it.each(['ffmpeg', 'ffprobe'] as const)(
		'takes the bundled %s when the system has none that works',
		async (tool) => {
			const system = mkdtempSync(path.join(folder, 'system-'));
			writeScript(path.join(system, tool), 'exit 1');
			process.env.PATH = system;
			const chosen = await findTool(tool);
			expect(chosen).toContain(`@${tool}-installer`);
			expect(execFileSync(chosen, ['-version'], { encoding: 'utf8' })).toMatch(`${tool} version`);
		},
	);

	it('looks again after a failure', async () => {
		const late = path.join(folder, 'late');
		process.env.MULTIMODAL_FFMPEG_PATH = late;
		await expect(findTool('ffmpeg')).rejects.toMatchObject({ code: 'FFMPEG_PATH_BROKEN' });
		writeScript(late, 'echo "ffmpeg version late"');
		await expect(findTool('ffmpeg')).resolves.toBe(late);
	});
});

(process.platform === 'win32' ? describe.skip : describe)(
	'a bundled binary without its execute bit',
	() => {
		let temporary: string;
		beforeEach(() => {
			temporary = mkdtempSync(path.join(folder, 'tmp-'));
			jest.spyOn(os, 'tmpdir').mockReturnValue(temporary);
			jest.spyOn(fs, 'access').mockRejectedValueOnce(new Error('EACCES'));
		});

		it('gets it', async () => {
			const chmod = jest.spyOn(fs, 'chmod').mockResolvedValueOnce();
			const bundled = (await findBundled('ffprobe'))!;
			expect(chmod).toHaveBeenCalledWith(bundled, 0o755);
			expect(readdirSync(temporary)).toEqual([]);
		});

		it('is copied to a private folder, once, where its own is read-only', async () => {
			jest.spyOn(fs, 'chmod').mockRejectedValueOnce(new Error('EROFS'));
			const copy = (await findBundled('ffprobe'))!;
			expect(copy.startsWith(temporary)).toBe(true);
			expect(statSync(path.dirname(copy)).mode & 0o777).toBe(0o700);
			expect(execFileSync(copy, ['-version'], { encoding: 'utf8' })).toMatch('ffprobe version');

			jest.spyOn(fs, 'access').mockRejectedValueOnce(new Error('EACCES'));
			jest.spyOn(fs, 'chmod').mockRejectedValueOnce(new Error('EROFS'));
			const copyFile = jest.spyOn(fs, 'copyFile');
			await expect(findBundled('ffprobe')).resolves.toBe(copy);
			expect(copyFile).not.toHaveBeenCalled();
			expect(readdirSync(path.dirname(copy))).toHaveLength(1);
		});

		it('leaves no half a copy on a full disk', async () => {
			jest.spyOn(fs, 'chmod').mockRejectedValueOnce(new Error('EROFS'));
			jest.spyOn(fs, 'copyFile').mockImplementationOnce(async (_, partial) => {
				writeFileSync(partial as string, 'half');
				throw new Error('ENOSPC');
			});
			await expect(findBundled('ffprobe')).resolves.toBeUndefined();
			const [folderOfCopies] = readdirSync(temporary);
			expect(readdirSync(path.join(temporary, folderOfCopies))).toEqual([]);
		});

		it('is not run from a folder that others may write to', async () => {
			jest.spyOn(fs, 'chmod').mockRejectedValueOnce(new Error('EROFS'));
			const open = path.join(temporary, `n8n-nodes-multimodal-${process.getuid!()}`);
			mkdirSync(open);
			chmodSync(open, 0o777);
			await expect(findBundled('ffprobe')).resolves.toBeUndefined();
			expect(readdirSync(open)).toEqual([]);
		});
	},
);
