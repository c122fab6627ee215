import {
	access,
	chmod,
	constants,
	copyFile,
	lstat,
	mkdir,
	rename,
	rm,
	stat,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Tool } from './binaries';

/** The static build that npm installed for this platform, made executable; `undefined` where there is none. */
export async function findBundled(tool: Tool): Promise<string | undefined> {
	const binary = locate(tool);
	return binary && (await makeExecutable(binary).catch(() => undefined));
}

/** Finds the platform's package by hand: the installer packages throw when loaded on a platform they lack. */
function locate(tool: Tool): string | undefined {
	const installer = `@${tool}-installer`;
	const name = process.platform === 'win32' ? `${tool}.exe` : tool;
	try {
		const from = path.dirname(require.resolve(`${installer}/${tool}/package.json`));
		const platform = `${installer}/${process.platform}-${process.arch}/package.json`;
		return path.join(path.dirname(require.resolve(platform, { paths: [from] })), name);
	} catch {
		return undefined;
	}
}

/** With npm's `ignore-scripts` the execute bit is missing; where it cannot be set, a private copy gets it. */
async function makeExecutable(binary: string): Promise<string> {
	if (await isExecutable(binary)) return binary;
	return await chmod(binary, 0o755).then(
		() => binary,
		() => copyToPrivateFolder(binary),
	);
}

async function isExecutable(binary: string): Promise<boolean> {
	return await access(binary, constants.X_OK).then(
		() => true,
		() => false,
	);
}

/** One copy for all processes of this user, so that killed engines do not leave one each. */
async function copyToPrivateFolder(binary: string): Promise<string> {
	const { size, mtimeMs } = await stat(binary);
	const folder = path.join(tmpdir(), `n8n-nodes-multimodal-${process.getuid?.() ?? 'user'}`);
	await mkdir(folder, { recursive: true, mode: 0o700 });
	await assertOurs(folder);
	const copy = path.join(folder, `${path.basename(binary)}-${size}-${Math.trunc(mtimeMs)}`);
	if (await isExecutable(copy)) return copy;
	const partial = `${copy}.${process.pid}`;
	try {
		await copyFile(binary, partial);
		await chmod(partial, 0o700);
		await rename(partial, copy);
	} catch (error) {
		// On a full disk half a copy would take the room that recordings need.
		await rm(partial, { force: true });
		throw error;
	}
	return copy;
}

/** A folder of that name made by somebody else could hold a program of theirs. */
async function assertOurs(folder: string): Promise<void> {
	const { mode, uid, isDirectory } = await describe(folder);
	const isPrivate = process.platform === 'win32' || (mode & 0o077) === 0;
	if (!isDirectory || !isPrivate || uid !== (process.getuid?.() ?? uid)) {
		throw new Error(`${folder} is not a private folder`);
	}
}

async function describe(folder: string) {
	const found = await lstat(folder);
	return { mode: found.mode, uid: found.uid, isDirectory: found.isDirectory() };
}
