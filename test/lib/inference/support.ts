import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { EnginePool } from '../../../lib/inference/pool';
import { defaultSettings, type EngineSettings } from '../../../lib/inference/settings';
import type { TaskRequest } from '../../../lib/inference/types';

/** Absolute path of a task in `tasks`. */
export const taskFile = (name: string) => path.join(__dirname, 'tasks', `${name}.js`);

export const scriptFile = (name: string) => path.join(__dirname, 'scripts', `${name}.js`);

export const sileroFile = path.join(__dirname, '../../../models/silero-vad/silero_vad.onnx');

/** A request for a task in `tasks`, on the processor. */
export function request<Input>(
	task: string,
	input: Input,
	more: Partial<TaskRequest<Input>> = {},
): TaskRequest<Input> {
	const engine = { modelId: 'test', device: 'cpu' as const };
	return { engine, taskModule: taskFile(task), input, ...more };
}

/** Pools with lowered limits, all ended after each test. */
export function poolMaker() {
	const pools: EnginePool[] = [];
	afterEach(async () => {
		await Promise.all(pools.splice(0).map((pool) => pool.shutdown()));
	});
	return (settings: Partial<EngineSettings> = {}) => {
		const pool = new EnginePool({ ...defaultSettings(), restartBackoffMs: 10, ...settings });
		pools.push(pool);
		return pool;
	};
}

/** Starts a task and resolves with its first progress stage, beside the promise of its end. */
export async function startTask<Input>(pool: EnginePool, wanted: TaskRequest<Input>) {
	let onProgress: TaskRequest<Input>['onProgress'];
	const stage = new Promise<string>((resolve) => {
		onProgress = (progress) => resolve(progress.stage);
	});
	const ended = pool.run<Input, unknown>({ ...wanted, onProgress });
	ended.catch(() => {});
	return { stage: await Promise.race([stage, ended.then(() => 'ended')]), ended };
}

/** Resolves when a process is gone (a zombie is), false after 5 seconds. */
export async function isGone(pid: number): Promise<boolean> {
	for (let tries = 0; tries < 100; tries += 1) {
		if (!isRunning(pid)) return true;
		await sleep(50);
	}
	return false;
}

export function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
	} catch (error) {
		return process.platform !== 'linux' && (error as NodeJS.ErrnoException).code === 'ENOENT';
	}
}
