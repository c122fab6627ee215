import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';

import { fromPlainError } from '../errors';
import { ENGINE_GROWTH_FACTOR } from '../limits';
import { EngineProcess } from './engine-process';
import { engineError } from './errors';
import { unpack } from './parcel';
import type { Reply } from './protocol';
import type { EngineSettings } from './settings';
import type { BackendInfo, DeviceChoice, TaskRequest, TaskResult } from './types';

/** A started engine process: one task after the other, each in a private folder. */
export class EngineWorker {
	private readonly process: EngineProcess;
	private backend?: BackendInfo;
	private residentBytes = 0;
	private firstResidentBytes = 0;

	/** Throws ENGINE_START_FAILED when the system refuses a process or a folder. */
	constructor(
		device: DeviceChoice,
		private readonly settings: EngineSettings,
	) {
		try {
			this.process = new EngineProcess(device);
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			throw engineError('ENGINE_START_FAILED', { reason }, error);
		}
	}

	get isAlive(): boolean {
		return !this.process.death;
	}

	/** It holds so much memory that the next task should get a fresh process. */
	get isBloated(): boolean {
		const ownNeedBytes = this.firstResidentBytes * ENGINE_GROWTH_FACTOR;
		return this.residentBytes > Math.max(this.settings.maximumResidentBytes, ownNeedBytes);
	}

	/** Resolves once the backend is loaded; rejects with its coded failure, a timeout, or the death. */
	async start(signal: AbortSignal): Promise<void> {
		signal.throwIfAborted();
		const { startTimeoutMs: timeoutMs } = this.settings;
		const timeout = AbortSignal.timeout(timeoutMs);
		const onStop = () => this.process.destroy();
		timeout.addEventListener('abort', onStop, { once: true });
		signal.addEventListener('abort', onStop, { once: true });
		try {
			this.backend = await this.process.reply(startedBackend);
		} catch (error) {
			signal.throwIfAborted();
			if (!timeout.aborted) throw error;
			const { stderrTail } = this.process;
			throw engineError('ENGINE_START_TIMEOUT', { timeoutMs, stderrTail }, error);
		} finally {
			timeout.removeEventListener('abort', onStop);
			signal.removeEventListener('abort', onStop);
		}
	}

	/** Runs one task. On the signal asks it to stop, kills it after the grace, rejects with the reason. */
	async run(request: TaskRequest<unknown>, signal: AbortSignal): Promise<TaskResult<unknown>> {
		const id = randomUUID();
		const temporaryFolder = path.join(this.process.folder, id);
		let killTimer: NodeJS.Timeout | undefined;
		const onStop = () => {
			this.process.send({ type: 'cancel', id });
			killTimer = setTimeout(() => this.process.destroy(), this.settings.cancelGraceMs);
		};
		this.process.ref();
		try {
			// Recursive: a cleaner of old temporary files may have taken the engine's folder.
			await mkdir(temporaryFolder, { recursive: true, mode: 0o700 });
			signal.throwIfAborted();
			signal.addEventListener('abort', onStop, { once: true });
			const { taskModule, input } = request;
			this.process.send({ type: 'run', id, taskModule, input, temporaryFolder });
			const reply = await this.process.reply((message) => finished(message, id, request));
			this.noteMemory(reply.residentBytes);
			signal.throwIfAborted();
			if (reply.type === 'failure') throw fromPlainError(reply.error);
			const output = await unpack(reply.parcel, temporaryFolder);
			return { output, backend: this.backend!, residentBytes: reply.residentBytes };
		} catch (error) {
			signal.throwIfAborted();
			throw error;
		} finally {
			clearTimeout(killTimer);
			signal.removeEventListener('abort', onStop);
			// What cannot be removed yet goes with the process: the task's outcome matters more.
			await rm(temporaryFolder, { recursive: true, force: true }).catch(() => {});
			this.process.unref();
		}
	}

	destroy(): void {
		this.process.destroy();
	}

	async end(): Promise<void> {
		await this.process.end();
	}

	private noteMemory(residentBytes: number): void {
		this.residentBytes = residentBytes;
		this.firstResidentBytes ||= residentBytes;
	}
}

function startedBackend(reply: Reply): BackendInfo | undefined {
	if (reply.type === 'startFailure') throw fromPlainError(reply.error);
	return reply.type === 'ready' ? reply.backend : undefined;
}

function finished(reply: Reply, id: string, { onProgress }: TaskRequest<unknown>) {
	if (reply.type === 'progress' && reply.id === id) onProgress?.(reply.progress);
	const isLast = reply.type === 'result' || reply.type === 'failure';
	return isLast && reply.id === id ? reply : undefined;
}
