import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const GONE_TIMEOUT_MS = 5_000;

/** The engines that a process has started, from Linux's /proc: their pids and temporary folders. */
export function enginesOf(parentPid) {
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.map((name) => ({ pid: Number(name), ...read(name) }))
		.filter(({ ppid, words }) => ppid === parentPid && isEngine(words))
		.map(({ pid, words }) => ({ pid, folder: words.at(-1) }));
}

/** Whether the process is gone, now or within five seconds. */
export async function isGone(pid) {
	for (const deadline = Date.now() + GONE_TIMEOUT_MS; Date.now() < deadline; await sleep(100)) {
		if (['Z', undefined].includes(read(pid).state)) return true;
	}
	return false;
}

const isEngine = (words) => words?.some((word) => /inference.child\.js$/.test(word));

/** Empty when the process is gone. */
function read(pid) {
	try {
		const [, state, ppid] = /\) (\S) (\d+) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'));
		const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
		return { state, ppid: Number(ppid), words };
	} catch {
		return {};
	}
}
