import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';

const SAMPLE_MS = 50;

/**
 * Starts a peer: a program that reads a file's path a line on stdin and answers each with one JSON line.
 * `measure` gives its answer with wall and processor seconds and the peak resident memory of all its processes.
 */
export async function startPeer(name, command, args, env = {}) {
	const child = spawn(command, args, {
		stdio: ['pipe', 'pipe', 'inherit'],
		env: { ...process.env, ...env },
	});
	const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
	const answer = async () => {
		const { done, value } = await lines.next();
		if (done) throw new Error(`${name} ended without an answer`);
		return JSON.parse(value);
	};
	await answer();
	return {
		name,
		async measure(file) {
			let peakBytes = 0;
			const timer = setInterval(
				() => (peakBytes = Math.max(peakBytes, residentBytes(child.pid))),
				SAMPLE_MS,
			);
			const startCpuSeconds = cpuSeconds(child.pid);
			const startedMs = performance.now();
			child.stdin.write(`${file}\n`);
			const result = await answer();
			clearInterval(timer);
			return {
				...result,
				seconds: (performance.now() - startedMs) / 1000,
				cpuSeconds: cpuSeconds(child.pid) - startCpuSeconds,
				peakBytes,
			};
		},
		async stop() {
			child.stdin.end();
			await new Promise((resolve) => child.once('exit', resolve));
		},
	};
}

/** Resident memory of a process and all below it. */
function residentBytes(root) {
	return processTree(root).reduce((sum, pid) => sum + (readStatus(pid)?.bytes ?? 0), 0);
}

/** Time on processors of a process and all below it, and of those of theirs that have ended. */
function cpuSeconds(root) {
	return processTree(root).reduce((sum, pid) => sum + readCpuSeconds(pid), 0);
}

function processTree(root) {
	const parents = new Map();
	for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
		const status = readStatus(pid);
		if (status) parents.set(Number(pid), status.parent);
	}
	const belongs = (pid) => pid === root || (parents.has(pid) && belongs(parents.get(pid)));
	return [...parents.keys()].filter(belongs);
}

function readStatus(pid) {
	try {
		const text = readFileSync(`/proc/${pid}/status`, 'utf8');
		const number = (field) => Number(text.match(new RegExp(`^${field}:\\s+(\\d+)`, 'm'))?.[1] ?? 0);
		return { parent: number('PPid'), bytes: number('VmRSS') * 1024 };
	} catch {
		return undefined;
	}
}

const TICKS_PER_SECOND = 100;

function readCpuSeconds(pid) {
	try {
		const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
		const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
		return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_PER_SECOND;
	} catch {
		return 0;
	}
}
