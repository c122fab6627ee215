import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Reads a small file; undefined when it cannot. */
export type ReadText = (file: string) => string | undefined;

/** How many threads a model may use here: MULTIMODAL_THREADS, else the CPU quota, at least 1. */
export function engineThreads(
	environment: NodeJS.ProcessEnv = process.env,
	availableThreads: number = os.availableParallelism(),
	readText: ReadText = readTextFile,
): number {
	const wished = Number(environment.MULTIMODAL_THREADS);
	if (Number.isInteger(wished) && wished > 0) return wished;
	return Math.max(1, Math.floor(Math.min(availableThreads, quotaCpus(readText))));
}

const CGROUP_ROOT = '/sys/fs/cgroup';

/** The tightest quota between our control group and the root; Infinity without one. */
function quotaCpus(readText: ReadText): number {
	const lines = (readText('/proc/self/cgroup') ?? '').split('\n').map((line) => line.split(':'));
	const v2 = lines.find(([id, controllers]) => id === '0' && controllers === '')?.[2] ?? '/';
	const v1 = lines.find(([, controllers]) => controllers?.split(',').includes('cpu'))?.[2] ?? '/';
	return Math.min(
		...upwards(v2).map((group) => v2Cpus(readText(path.posix.join(CGROUP_ROOT, group, 'cpu.max')))),
		...upwards(v1).flatMap((group) =>
			['cpu', 'cpu,cpuacct'].map((mount) =>
				v1Cpus(readText, path.posix.join(CGROUP_ROOT, mount, group)),
			),
		),
	);
}

/** `/a/b` -> `/a/b`, `/a`, `/`. */
function upwards(group: string): string[] {
	return group === '/' ? ['/'] : [group, ...upwards(path.posix.dirname(group))];
}

/** `200000 100000` is two CPUs; `max 100000` is no limit. */
function v2Cpus(cpuMax: string | undefined): number {
	const [quota, period] = (cpuMax ?? 'max').trim().split(/\s+/);
	return cpus(Number(quota), Number(period));
}

function v1Cpus(readText: ReadText, folder: string): number {
	const quota = readText(`${folder}/cpu.cfs_quota_us`);
	return cpus(Number(quota), Number(readText(`${folder}/cpu.cfs_period_us`)));
}

function cpus(quotaUs: number, periodUs: number): number {
	return quotaUs > 0 && periodUs > 0 ? quotaUs / periodUs : Infinity;
}

function readTextFile(file: string): string | undefined {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return undefined;
	}
}
