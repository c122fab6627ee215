import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { MultimodalError } from '../../errors';
import { TURN_LOCK_POLL_MS, TURN_LOCK_STALE_MS } from '../../limits';
import { withFolderLock } from '../../models/lock';
import { forgetOldTurns, openTurnsFolder, turnsFolder } from './turns-folder';
import { turnError } from './turn-errors';

interface TurnRequest {
	/** Names the robot: everything that moves it must name it so. */
	robot: string;
	minimumIntervalMs: number;
	/** How long the robot will be busy. */
	motionMs: number;
	signal?: AbortSignal;
}

/** A turn is given, or was refused because the last one was given so long ago. */
export type Turn = { isGiven: true } | RefusedTurn;

interface RefusedTurn {
	isGiven: false;
	sinceMs: number;
	minimumIntervalMs: number;
	/** How long the motion of the last one takes; absent where it is over. */
	motionMs?: number;
}

/**
 * Takes a turn at moving a robot, if the last one lies far enough back and its motion is over. Holds between executions,
 * and between the processes of one user on one machine: a folder of the system's temporary files keeps the time.
 * TURN_NOT_KEPT, TURNS_FOLDER_FOREIGN: what was not read might be a motion that goes on.
 */
export async function takeTurn({ signal, ...request }: TurnRequest): Promise<Turn> {
	const folder = turnsFolder();
	const pace = { lockPollMs: TURN_LOCK_POLL_MS, lockStaleMs: TURN_LOCK_STALE_MS };
	try {
		await openTurnsFolder(folder);
		const take = async () => await takeIn(folder, request);
		return await withFolderLock(folder, pace, signal, take, (error) => error);
	} catch (error) {
		if (error instanceof MultimodalError) throw error;
		const reason = (error as NodeJS.ErrnoException).code ?? String(error);
		throw turnError('TURN_NOT_KEPT', { folder, reason }, error);
	}
}

async function takeIn(folder: string, request: Omit<TurnRequest, 'signal'>): Promise<Turn> {
	const { robot, minimumIntervalMs, motionMs } = request;
	await forgetOldTurns(folder);
	const file = path.join(folder, createHash('sha256').update(robot).digest('hex'));
	const last = await lastTurn(file);
	const nowMs = Date.now();
	const sinceMs = nowMs - last.atMs;
	const isBusy = sinceMs < last.motionMs;
	// A last turn in the future: the clock was set back since.
	if (sinceMs >= 0 && (isBusy || sinceMs < minimumIntervalMs)) {
		return {
			...{ isGiven: false, sinceMs, minimumIntervalMs },
			...(isBusy && { motionMs: last.motionMs }),
		};
	}
	await writeFile(file, `${nowMs} ${motionMs}`);
	return { isGiven: true };
}

/** When the last turn was given, and how long its motion takes. */
async function lastTurn(file: string): Promise<{ atMs: number; motionMs: number }> {
	const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
		// The robot's first. Whatever else goes wrong, there may have been one a moment ago.
		if (error.code === 'ENOENT') return '';
		throw error;
	});
	const [atMs, motionMs = 0] = text.split(' ').map(Number);
	return { atMs, motionMs };
}
