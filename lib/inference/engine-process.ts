import { type ChildProcess, fork, type ForkOptions } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import type { Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';

import type { MultimodalError } from '../errors';
import { STDERR_TAIL_CHARACTERS } from '../limits';
import { engineEnvironment } from './environment';
import { engineError } from './errors';
import { removeFolder } from './private-folder';
import { killGroup } from './process-group';
import { type Order, parseReply, type Reply } from './protocol';
import type { DeviceChoice } from './types';

/** After its exit a process gets this long for its last messages to arrive. */
const DRAIN_MS = 500;

/** The child process of an engine: orders in, replies out, killed with all that it started. */
export class EngineProcess {
	/** Private; gone with the process. */
	readonly folder = mkdtempSync(path.join(os.tmpdir(), 'n8n-multimodal-'));
	/** Set once the process is gone. */
	death?: MultimodalError;
	stderrTail = '';

	private readonly child: ChildProcess;
	private readonly closed: Promise<void>;
	private hasExited = false;
	private onReply: (reply: Reply) => void = () => {};
	private onDeath: (death: MultimodalError) => void = () => {};

	constructor(device: DeviceChoice) {
		const childFile = path.join(__dirname, 'child.js');
		this.child = fork(childFile, [device, String(process.pid), this.folder], forkOptions());
		this.closed = this.watch();
	}

	/** A send to a dead process is no error of its own: `reply` rejects with the death. */
	send(order: Order): void {
		if (this.child.connected) this.child.send(order, () => {});
	}

	/** The first thing that `pick` finds in the replies; rejects when it throws, or with the death. */
	async reply<T>(pick: (reply: Reply) => T | undefined): Promise<T> {
		return await new Promise<T>((resolve, reject) => {
			this.onDeath = reject;
			this.onReply = (reply) => {
				try {
					const picked = pick(reply);
					if (picked !== undefined) resolve(picked);
				} catch (error) {
					reject(error);
				}
			};
			if (this.death) reject(this.death);
		});
	}

	/** Kills the process and all it started, and removes its folder; works in an exit handler too. */
	destroy(): void {
		if (this.child.pid !== undefined && !this.hasExited) killGroup(this.child.pid);
		removeFolder(this.folder);
	}

	/** Kills, and resolves when the process is gone. */
	async end(): Promise<void> {
		this.ref();
		this.destroy();
		await this.closed;
	}

	/** While a task runs, the process keeps its parent from ending. */
	ref(): void {
		this.child.ref();
		this.child.channel?.ref();
		(this.child.stderr as Socket).ref();
	}

	/** While it is idle, it does not. */
	unref(): void {
		this.child.unref();
		this.child.channel?.unref();
		(this.child.stderr as Socket).unref();
	}

	private watch(): Promise<void> {
		const { child } = this;
		child.stderr!.setEncoding('utf8').on('data', (text: string) => {
			this.stderrTail = (this.stderrTail + text).slice(-STDERR_TAIL_CHARACTERS);
		});
		child.on('message', (raw) => {
			const reply = parseReply(raw);
			if (reply) this.onReply(reply);
		});
		child.once('exit', () => {
			// What it started lives on in its group, and may hold stderr open.
			this.destroy();
			this.hasExited = true;
			setTimeout(() => child.stderr!.destroy(), DRAIN_MS).unref();
		});
		return new Promise((resolve) => {
			const die = (death: MultimodalError) => {
				this.death = death;
				this.onDeath(death);
				resolve();
			};
			child.once('close', (exitCode, signal) =>
				die(engineError('ENGINE_DIED', { exitCode, signal, stderrTail: this.stderrTail })),
			);
			child.on('error', (error) => {
				// With a pid it is a send or a kill that failed, and the close follows.
				if (child.pid !== undefined) return;
				this.destroy();
				die(engineError('ENGINE_START_FAILED', { reason: error.message }, error));
			});
		});
	}
}

function forkOptions(): ForkOptions {
	const options: ForkOptions & { windowsHide: boolean } = {
		execPath: process.execPath,
		execArgv: [],
		env: engineEnvironment(),
		// A process group of its own, so that it can be killed together with its ffmpeg.
		detached: true,
		windowsHide: true,
		stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
	};
	return options;
}
