import { spawnSync } from 'node:child_process';

/** Kills an engine and everything it started (ffmpeg), at once. Nothing happens when all are gone. */
export function killGroup(leaderPid: number): void {
	if (process.platform === 'win32') {
		spawnSync('taskkill', ['/pid', String(leaderPid), '/T', '/F'], { windowsHide: true });
		return;
	}
	try {
		process.kill(-leaderPid, 'SIGKILL');
	} catch {
		// ESRCH: the group is empty.
	}
}
