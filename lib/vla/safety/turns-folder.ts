import { lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FORGOTTEN_ROBOT_MS, ROBOT_CLEANING_MS } from '../../limits';
import { turnError } from './turn-errors';

/** Absent on Windows, where each user has a temporary folder. A user without a name, as on OpenShift, has a number too. */
const ownId = (): number | undefined => process.getuid?.();

/** For this user alone: nobody else may hold a robot up. */
export const turnsFolder = (): string =>
	path.join(tmpdir(), ['n8n-multimodal-robot-turns', ownId()].join('-'));

/** Makes the folder. TURNS_FOLDER_FOREIGN where somebody else was first: they could let a robot move too soon. */
export async function openTurnsFolder(folder: string): Promise<void> {
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const found = await lstat(folder);
	const isOurs = ownId() === undefined || found.uid === ownId();
	if (!found.isDirectory() || !isOurs) throw turnError('TURNS_FOLDER_FOREIGN', { folder });
}

let cleanedAtMs = 0;

/** Removes, now and then, what is left of robots that have not moved for long. Only while the folder is locked. */
export async function forgetOldTurns(folder: string): Promise<void> {
	const nowMs = Date.now();
	if (nowMs - cleanedAtMs < ROBOT_CLEANING_MS) return;
	cleanedAtMs = nowMs;
	for (const name of await readdir(folder)) {
		const file = path.join(folder, name);
		// Who waits for the lock makes and removes files of its own meanwhile.
		const { mtimeMs } = await lstat(file).catch(() => ({ mtimeMs: nowMs }));
		if (nowMs - mtimeMs > FORGOTTEN_ROBOT_MS) await rm(file, { recursive: true, force: true });
	}
}
