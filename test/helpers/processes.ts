import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** An engine process of this process, as Linux tells it. */
export interface EngineProcess {
	pid: number;
	/** Processor time so far, in hundredths of a second. */
	ticks: number;
}

/** The engine processes of this process that run on a device (`auto` is one too). */
export function enginesOn(device: string): EngineProcess[] {
	return readdirSync('/proc')
		.filter((entry) => /^\d+$/.test(entry))
		.flatMap((entry) => readEngine(Number(entry), `inference/child.js ${device} ${process.pid} `));
}

/** What a process holds in memory now; 0 once it is gone. */
export function residentBytesOf({ pid }: EngineProcess): number {
	try {
		const status = readFileSync(`/proc/${pid}/status`, 'utf8');
		return 1024 * Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
	} catch {
		return 0;
	}
}

/** Whether the engines on a device rest: they take less than a tenth of a processor. */
export async function areIdle(device: string): Promise<boolean> {
	const before = enginesOn(device);
	await sleep(200);
	const ticksBefore = new Map(before.map(({ pid, ticks }) => [pid, ticks]));
	return enginesOn(device).every(({ pid, ticks }) => ticks - (ticksBefore.get(pid) ?? 0) < 2);
}

/** Waits until `look` finds something, at most 20 seconds. */
export async function waitFor<T>(look: () => T | undefined): Promise<T> {
	for (let tries = 0; tries < 1000; tries++) {
		const found = look();
		if (found !== undefined) return found;
		await sleep(20);
	}
	throw new Error('waited in vain');
}

function readEngine(pid: number, commandPart: string): EngineProcess[] {
	try {
		const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		// Fields 3, 14 and 15, behind a name that may hold spaces.
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		if (!command.includes(commandPart) || fields[0] === 'Z') return [];
		return [{ pid, ticks: Number(fields[11]) + Number(fields[12]) }];
	} catch {
		// It ended while we looked.
		return [];
	}
}
