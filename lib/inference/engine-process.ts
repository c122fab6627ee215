import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';

import { fromPlainError, type MultimodalError } from '../errors';
import { STDERR_TAIL_CHARACTERS } from '../limits';
import { engineEnvironment } from './environment';
import { engineError } from './errors';
import { unpack } from './parcel';
import { killGroup } from './process-group';
import { type Order, parseReply, type Reply } from './protocol';
import type { EngineSettings } from './settings';
import type { BackendInfo, DeviceChoice, TaskRequest, TaskResult } from './types';

/** After its exit a process gets this long for its last messages to arrive. */
const DRAIN_MS = 500;

/** One child process with one model: starts, runs one task at a time, is killed with its whole group. */
export class EngineProcess {
	private readonly folder = mkdtempSync(path.join(os.tmpdir(), 'n8n-multimodal-'));
	private readonly child: ChildProcess;
	private readonly closed: Promise<void>;
	private backend?: BackendInfo;
	private stderrTail = '';
	/** Set once the process is gone. */
	death?: MultimodalError;

	constructor(
		device: DeviceChoice,
		private readonly settings: Pick<EngineSettings, 'cancelGraceMs' | 'startTimeoutMs'>,
	) {
		this.child = fork(
			path.join(__dirname, 'child.js'),
			[device, String(process.pid), this.folder],
			{
				execPath: process.execPath,
				execArgv: [],
				env: engineEnvironment(),
				// A group of its own, so that it can be killed together with its ffmpeg.
				detached: true,
				windowsHide: true,
				stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
			} as Parameters<typeof fork>[2],
		);
		this.closed = this.watch();
	}

	/** Resolves once the backend is loaded; rejects with its coded failure, a timeout, or the death. */
	async start(signal: AbortSignal): Promise<void> {
		const { startTimeoutMs } = this.settings;
		let timedOut = false;
		const onTimeout = () => ((timedOut = true), this.destroy());
		const timer = setTimeout(onTimeout, startTimeoutMs);
		const onAbort = () => this.destroy();
		signal.addEventListener('abort', onAbort, { once: true });
		try {
			this.backend = await this.reply((reply) => startedBackend(reply));
		} catch (error) {
			signal.throwIfAborted();
			if (!timedOut) throw error;
			const details = { timeoutMs: startTimeoutMs, stderrTail: this.stderrTail };
			throw engineError('ENGINE_START_TIMEOUT', details);
		} finally {
			clearTimeout(timer);
			signal.removeEventListener('abort', onAbort);
		}
	}

	/** Runs one task; on the signal asks it to stop, then kills. Rejects with the signal's reason then. */
	async run(request: TaskRequest<unknown>, signal: AbortSignal): Promise<TaskResult<unknown>> {
		const id = randomUUID();
		const temporaryFolder = path.join(this.folder, id);
		let killTimer: NodeJS.Timeout | undefined;
		const onAbort = () => {
			this.send({ type: 'cancel', id });
			killTimer = setTimeout(() => this.destroy(), this.settings.cancelGraceMs);
		};
		signal.addEventListener('abort', onAbort, { once: true });
		this.ref();
		try {
			await mkdir(temporaryFolder, { mode: 0o700 });
			const { taskModule, input } = request;
			this.send({ type: 'run', id, taskModule, input, temporaryFolder });
			const reply = await this.reply((message) => finished(message, id, request));
			signal.throwIfAborted();
			if (reply.type === 'failure') throw fromPlainError(reply.error);
			const output = await unpack(reply.parcel, temporaryFolder);
			return { output, backend: this.backend!, residentBytes: reply.residentBytes };
		} catch (error) {
			signal.throwIfAborted();
			throw error;
		} finally {
			clearTimeout(killTimer);
			signal.removeEventListener('abort', onAbort);
			await rm(temporaryFolder, { recursive: true, force: true });
			this.unref();
		}
	}

	/** Kills the process, all it started, and its folder; works in an exit handler too. */
	destroy(): void {
		if (this.child.pid !== undefined && !this.death) killGroup(this.child.pid);
		rmSync(this.folder, { recursive: true, force: true });
	}

	/** Kills, and resolves when the process is gone. */
	async end(): Promise<void> {
		this.ref();
		this.destroy();
		await this.closed;
	}

	private watch(): Promise<void> {
		const { child } = this;
		child.stderr!.setEncoding('utf8');
		child.stderr!.on('data', (text: string) => {
			this.stderrTail = (this.stderrTail + text).slice(-STDERR_TAIL_CHARACTERS);
		});
		child.once('exit', () => {
			this.destroy();
			setTimeout(() => child.stderr!.destroy(), DRAIN_MS).unref();
		});
		return new Promise((resolve) => {
			child.once('close', (exitCode, signal) => {
				this.death = engineError('ENGINE_DIED', { exitCode, signal, stderrTail: this.stderrTail });
				resolve();
			});
			child.on('error', (error) => {
				if (child.pid !== undefined) return;
				this.death = engineError('ENGINE_START_FAILED', { reason: error.message }, error);
				this.destroy();
				resolve();
			});
		});
	}

	/** The first thing that `pick` finds in the replies; rejects when it throws or the process ends. */
	private async reply<T>(pick: (reply: Reply) => T | undefined): Promise<T> {
		let onMessage: (raw: unknown) => void = () => {};
		const found = new Promise<T>((resolve, reject) => {
			onMessage = (raw) => {
				try {
					const reply = parseReply(raw);
					const picked = reply && pick(reply);
					if (picked !== undefined) resolve(picked);
				} catch (error) {
					reject(error);
				}
			};
			this.child.on('message', onMessage);
		});
		try {
			return await Promise.race([found, this.closed.then(() => Promise.reject(this.death))]);
		} finally {
			this.child.off('message', onMessage);
		}
	}

	/** A send to a dead process is no error of its own: its death is reported anyway. */
	private send(order: Order): void {
		if (this.child.connected) this.child.send(order, () => {});
	}

	private ref(): void {
		this.child.ref();
		this.child.channel?.ref();
		(this.child.stderr as Socket).ref();
	}

	/** An idle engine must not keep n8n or a script from ending. */
	private unref(): void {
		this.child.unref();
		this.child.channel?.unref();
		(this.child.stderr as Socket).unref();
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
