import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { TURN_LOCK_POLL_MS, TURN_LOCK_STALE_MS } from '../../limits';
import { withFolderLock } from '../../models/lock';

interface TurnRequest {
	/** Names the robot: everything that moves it must name it so. */
	robot: string;
	minimumIntervalMs: number;
	signal?: AbortSignal;
}

/** A turn is given, or was refused because the last one was given so long ago. */
export type Turn = { isGiven: true } | { isGiven: false; sinceMs: number };

/**
 * Takes a turn at moving a robot, if the last one lies far enough back. Holds between executions, and between the
 * processes of one user on one machine: a folder of the system's temporary files keeps the time.
 */
export async function takeTurn({ robot, minimumIntervalMs, signal }: TurnRequest): Promise<Turn> {
	if (minimumIntervalMs <= 0) return { isGiven: true };
	const folder = path.join(await turnsFolder(), createHash('sha256').update(robot).digest('hex'));
	const pace = { lockPollMs: TURN_LOCK_POLL_MS, lockStaleMs: TURN_LOCK_STALE_MS };
	return await withFolderLock(folder, pace, signal, async () => {
		const file = path.join(folder, 'last-turn');
		const lastMs = Number(await readFile(file, 'utf8').catch(() => NaN));
		const nowMs = Date.now();
		const sinceMs = nowMs - lastMs;
		// A last turn in the future: the clock was set back since.
		if (sinceMs >= 0 && sinceMs < minimumIntervalMs) return { isGiven: false, sinceMs };
		await writeFile(file, String(nowMs));
		return { isGiven: true };
	});
}

/** For this user alone: nobody else may hold a robot up. */
async function turnsFolder(): Promise<string> {
	const folder = path.join(tmpdir(), `n8n-multimodal-robots-${userInfo().uid}`);
	await mkdir(folder, { recursive: true, mode: 0o700 });
	return folder;
}
