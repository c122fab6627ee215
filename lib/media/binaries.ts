import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { Keeper } from '../inference/keeper';
import { FFMPEG_START_TIMEOUT_MS } from '../limits';
import { findBundled } from './bundled';
import { mediaError } from './errors';

export type Tool = 'ffmpeg' | 'ffprobe';

const VARIABLES = { ffmpeg: 'MULTIMODAL_FFMPEG_PATH', ffprobe: 'MULTIMODAL_FFPROBE_PATH' } as const;
const found = new Keeper();

/**
 * The path of a working ffmpeg or ffprobe: the configured one, else the system's, else the bundled one.
 * A configured path that does not work is an error. Remembered while the configuration stays; failures are not.
 */
export function findTool(tool: Tool): Promise<string> {
	const key = [tool, process.env[VARIABLES[tool]], process.env.PATH].join('\0');
	return found.keep(key, () => searchFor(tool));
}

async function searchFor(tool: Tool): Promise<string> {
	const configured = process.env[VARIABLES[tool]];
	if (configured) return await checkConfigured(tool, configured);
	for (const find of [findOnPath, findBundled]) {
		const candidate = await find(tool);
		if (candidate && (await works(tool, candidate))) return candidate;
	}
	throw mediaError('FFMPEG_MISSING', { tool, variable: VARIABLES[tool] });
}

async function checkConfigured(tool: Tool, configured: string): Promise<string> {
	try {
		await assertWorks(tool, configured);
		return configured;
	} catch (error) {
		const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
		const details = { tool, variable: VARIABLES[tool], path: configured, reason: String(reason) };
		throw mediaError('FFMPEG_PATH_BROKEN', details, error);
	}
}

async function works(tool: Tool, candidate: string): Promise<boolean> {
	return await assertWorks(tool, candidate).then(
		() => true,
		() => false,
	);
}

async function assertWorks(tool: Tool, candidate: string): Promise<void> {
	const limits = {
		timeout: FFMPEG_START_TIMEOUT_MS,
		killSignal: 'SIGKILL',
		windowsHide: true,
	} as const;
	const { stdout } = await promisify(execFile)(candidate, ['-version'], limits);
	if (!stdout.startsWith(`${tool} version`)) throw new Error(`it does not answer as ${tool}`);
}

/** Looks in the PATH folders only: on Windows, a bare name would also be taken from the working folder. */
async function findOnPath(tool: Tool): Promise<string | undefined> {
	const name = process.platform === 'win32' ? `${tool}.exe` : tool;
	const folders = (process.env.PATH ?? '')
		.split(path.delimiter)
		.filter((folder) => path.isAbsolute(folder));
	for (const folder of folders) {
		const candidate = path.join(folder, name);
		const isThere = await access(candidate, constants.X_OK).then(
			() => true,
			() => false,
		);
		if (isThere) return candidate;
	}
	return undefined;
}
