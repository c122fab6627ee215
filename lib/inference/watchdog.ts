import { workerData } from 'node:worker_threads';

import { removeFolder } from './private-folder';
import { killGroup } from './process-group';

/** What the watchdog of an engine needs to know. */
interface WatchdogData {
	parentPid: number;
	/** The engine's folder for temporary files; without its parent nobody else removes it. */
	folder: string;
}

const CHECK_INTERVAL_MS = 500;

const { parentPid, folder } = workerData as WatchdogData;

// A thread of its own: while native code runs a model, the main thread sees no disconnect.
setInterval(() => {
	if (isParentThere()) return;
	removeFolder(folder);
	killGroup(process.pid);
}, CHECK_INTERVAL_MS);

function isParentThere(): boolean {
	if (process.ppid !== parentPid) return false;
	try {
		process.kill(parentPid, 0);
		return true;
	} catch {
		return false;
	}
}
