import { MultimodalError } from '../errors';
import { EngineProcess } from './engine-process';
import { Line } from './line';
import { Restarts } from './restarts';
import type { EngineSettings } from './settings';
import { Stop } from './stop';
import type { DeviceChoice, TaskRequest, TaskResult } from './types';

/** One (model, device): a line of tasks in front of one process, which exists only while it is of use. */
export class Engine {
	private readonly line: Line;
	private readonly restarts: Restarts;
	private process?: EngineProcess;
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
		const stop = new Stop(request.signal);
		try {
			const release = await this.line.enter(stop.signal);
			clearTimeout(this.idleTimer);
			try {
				stop.startDeadline(request.deadlineMs ?? this.settings.deadlineMs);
				return await this.attemptTwice(request, stop.signal);
			} finally {
				release();
				if (this.line.isEmpty) this.startIdleTimer();
			}
		} finally {
			stop.dispose();
		}
	}

	/** Kills the process now; for exit handlers. */
	destroy(): void {
		clearTimeout(this.idleTimer);
		this.process?.destroy();
	}

	/** Kills the process and resolves when it is gone. */
	async end(): Promise<void> {
		clearTimeout(this.idleTimer);
		await this.process?.end();
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
			const engineProcess = await this.readyProcess(signal);
			const result = await engineProcess.run(request, signal);
			this.restarts.succeeded();
			if (result.residentBytes > this.settings.maximumResidentBytes) await this.replace();
			return result;
		} catch (error) {
			if (isDeath(error)) this.restarts.died(error);
			throw error;
		}
	}

	private async readyProcess(signal: AbortSignal): Promise<EngineProcess> {
		if (this.process && !this.process.death) return this.process;
		await this.restarts.admit(signal);
		this.process = new EngineProcess(this.device, this.settings);
		try {
			await this.process.start(signal);
			return this.process;
		} catch (error) {
			await this.replace();
			throw error;
		}
	}

	private async replace(): Promise<void> {
		const old = this.process;
		this.process = undefined;
		await old?.end();
	}

	private startIdleTimer(): void {
		this.idleTimer = setTimeout(() => void this.replace(), this.settings.idleMs);
		this.idleTimer.unref();
	}
}

function isDeath(error: unknown): error is MultimodalError {
	return error instanceof MultimodalError && error.code === 'ENGINE_DIED';
}
