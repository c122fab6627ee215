import { MultimodalError } from '../errors';
import { EngineWorker } from './engine-worker';
import { Line } from './line';
import { Restarts } from './restarts';
import type { EngineSettings } from './settings';
import { Stop } from './stop';
import type { DeviceChoice, TaskRequest, TaskResult } from './types';

/** One (model, device): a line of tasks in front of one process, which exists only while it is of use. */
export class Engine {
	private readonly line: Line;
	private readonly restarts: Restarts;
	private readonly ending = new AbortController();
	private worker?: EngineWorker;
	private idleTimer?: NodeJS.Timeout;

	constructor(
		private readonly device: DeviceChoice,
		private readonly settings: EngineSettings,
	) {
		this.line = new Line(settings.maximumQueuedTasks);
		this.restarts = new Restarts(settings);
	}

	/** Runs a task in its turn; one whose process died from outside is run once more. */
	async run(request: TaskRequest<unknown>): Promise<TaskResult<unknown>> {
		const { ending } = this;
		const stop = new Stop(request.signal ? [request.signal, ending.signal] : [ending.signal]);
		try {
			const leave = await this.line.enter(stop.signal);
			try {
				clearTimeout(this.idleTimer);
				stop.startDeadline(request.deadlineMs ?? this.settings.deadlineMs);
				return await this.attemptTwice(request, stop.signal);
			} finally {
				if (this.worker?.isBloated) await this.replaceWorker();
				leave();
				if (this.line.isEmpty) this.startIdleTimer();
			}
		} finally {
			stop.dispose();
		}
	}

	/** Kills the process at once; for exit handlers. */
	destroy(): void {
		this.worker?.destroy();
	}

	/** For good: cancels all tasks, kills the process, resolves when it is gone. */
	async end(): Promise<void> {
		this.ending.abort();
		await this.replaceWorker();
		clearTimeout(this.idleTimer);
	}

	private async attemptTwice(request: TaskRequest<unknown>, signal: AbortSignal) {
		try {
			return await this.attempt(request, signal);
		} catch (error) {
			if (!isDeath(error)) throw error;
			return await this.attempt(request, signal);
		}
	}

	private async attempt(request: TaskRequest<unknown>, signal: AbortSignal) {
		try {
			const worker = await this.readyWorker(signal);
			const result = await worker.run(request, signal);
			this.restarts.succeeded();
			return result;
		} catch (error) {
			if (isDeath(error)) this.restarts.died(error);
			throw error;
		}
	}

	private async readyWorker(signal: AbortSignal): Promise<EngineWorker> {
		if (this.worker?.isAlive) return this.worker;
		await this.restarts.admit(signal);
		this.worker = new EngineWorker(this.device, this.settings);
		try {
			await this.worker.start(signal);
			return this.worker;
		} catch (error) {
			await this.replaceWorker();
			throw error;
		}
	}

	private async replaceWorker(): Promise<void> {
		const old = this.worker;
		this.worker = undefined;
		await old?.end();
	}

	private startIdleTimer(): void {
		this.idleTimer = setTimeout(() => void this.replaceWorker(), this.settings.idleMs);
		this.idleTimer.unref();
	}
}

function isDeath(error: unknown): error is MultimodalError {
	return error instanceof MultimodalError && error.code === 'ENGINE_DIED';
}
