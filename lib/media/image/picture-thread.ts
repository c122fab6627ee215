import { Worker } from 'node:worker_threads';
import { fromPlainError } from '../../errors';
import type { Order, Reply, ThreadStart } from './preparer-protocol';

/** A picture that someone waits for. */
export interface PictureTask<Ready> {
	file: string;
	/** The round at the gate that it belongs to. */
	round: number;
	resolve: (image: Ready) => void;
	reject: (error: Error) => void;
}

/** A thread that prepares its pictures one after the other. While it has none it keeps no process alive. */
export class PictureThread<Ready> {
	/** Resolves, once the thread is gone, to why; it still has the tasks that it did not come to. */
	readonly gone: Promise<string>;
	private readonly tasks: PictureTask<Ready>[] = [];
	private readonly begun: Int32Array;
	private settledTasks = 0;
	private readonly worker: Worker;

	constructor(
		module: string,
		readonly start: ThreadStart,
	) {
		this.begun = new Int32Array(start.begunMemory);
		this.worker = new Worker(module, { workerData: start });
		this.worker.unref();
		this.worker.on('message', (reply: Reply<Ready>) => this.settleFirst(reply));
		this.gone = new Promise((resolve) => {
			let reason: string | undefined;
			this.worker.on('error', (error) => (reason = error.message));
			this.worker.on('exit', (code) => resolve(reason ?? `exit code ${code}`));
		});
	}

	get load(): number {
		return this.tasks.length;
	}

	send(task: PictureTask<Ready>): void {
		this.tasks.push(task);
		this.worker.ref();
		const { file, round } = task;
		this.post({ file, round });
	}

	/** Ends the thread after the picture that it is at: killing it in the midst of native code can crash the process. */
	async end(): Promise<void> {
		this.worker.ref();
		this.post('end');
		await this.gone;
	}

	/** Nobody waits any longer; the thread still answers. */
	rejectTasks(error: Error): void {
		for (const task of this.tasks) task.reject(error);
	}

	/** Gives up all tasks. */
	takeTasks(): PictureTask<Ready>[] {
		return this.tasks.splice(0);
	}

	/** Gives up the task that was begun last; a thread that dies before any has the first on its conscience. */
	takeVictim(): PictureTask<Ready> | undefined {
		const lastBegun = Atomics.load(this.begun, 0) - 1 - this.settledTasks;
		return this.tasks.splice(Math.max(0, lastBegun), 1)[0];
	}

	private post(order: Order): void {
		this.worker.postMessage(order);
	}

	private settleFirst(reply: Reply<Ready>): void {
		const task = this.tasks.shift();
		this.settledTasks += 1;
		// Given up meanwhile.
		if (!task) return;
		if (this.load === 0) this.worker.unref();
		if ('image' in reply) task.resolve(reply.image);
		else task.reject(fromPlainError(reply.error));
	}
}
