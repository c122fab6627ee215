import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inputError } from './errors';

/** Mode of every file that holds a user's data: nobody else on the machine reads it. */
export const PRIVATE_FILE_MODE = 0o600;

const openFolders = new Set<string>();

/** A private temporary folder (0700), there until it is closed or the process exits. */
export interface Workspace {
	folder: string;
	/** Removes the folder with all it holds. */
	close(): Promise<void>;
}

/**
 * Runs `use` with a private temporary folder (0700), which is removed with all it holds, however `use`
 * ends, and when the process exits before. Rejects with INPUT_NOT_SAVED where there can be none.
 */
export async function withWorkspace<T>(use: (folder: string) => Promise<T>): Promise<T> {
	const { folder, close } = await openWorkspace();
	try {
		return await use(folder);
	} finally {
		await close();
	}
}

/** The same for a use that no function encloses: whoever opens it closes it. */
export async function openWorkspace(): Promise<Workspace> {
	const folder = await makeFolder();
	if (openFolders.size === 0) process.once('exit', removeOpenFolders);
	openFolders.add(folder);
	return { folder, close: async () => await close(folder) };
}

async function close(folder: string): Promise<void> {
	// Windows keeps files of a process that has just ended for a moment.
	await rm(folder, { recursive: true, force: true, maxRetries: 3 });
	openFolders.delete(folder);
	if (openFolders.size === 0) process.off('exit', removeOpenFolders);
}

/** n8n told to stop exits after a while, whatever still runs: no recording may stay behind. */
function removeOpenFolders(): void {
	for (const folder of openFolders) {
		try {
			rmSync(folder, { recursive: true, force: true });
		} catch {
			// Windows refuses while another process holds a file; the other folders can still go.
		}
	}
}

async function makeFolder(): Promise<string> {
	const parent = tmpdir();
	return await mkdtemp(path.join(parent, 'n8n-multimodal-')).catch(
		(error: NodeJS.ErrnoException) => {
			const reason = error.code ?? error.message;
			throw inputError('INPUT_NOT_SAVED', { folder: parent, reason }, error);
		},
	);
}
