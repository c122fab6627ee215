import { Worker } from 'node:worker_threads';
import { fromPlainError } from '../../errors';
import type { Order, Reply, ThreadStart } from './preparer-protocol';
import type { PreparedImage } from './types';

/** A picture that someone waits for. */
export interface PictureTask {
	file: string;
	resolve: (image: PreparedImage) => void;
	reject: (error: Error) => void;
}

/** A thread that prepares its pictures one after the other. While it has none it keeps no process alive. */
export class PictureThread {
	/** Resolves, once the thread is gone, to why; it still has the tasks that it did not come to. */
	readonly gone: Promise<string>;
	/** The first is being worked on. */
	private readonly tasks: PictureTask[] = [];
	private readonly worker: Worker;

	constructor(
		module: string,
		readonly start: ThreadStart,
	) {
		this.worker = new Worker(module, { workerData: start });
		this.worker.unref();
		this.worker.on('message', (reply: Reply) => this.settleFirst(reply));
		this.gone = new Promise((resolve) => {
			let reason: string | undefined;
			this.worker.on('error', (error) => (reason = error.message));
			this.worker.on('exit', (code) => resolve(reason ?? `exit code ${code}`));
		});
	}

	get load(): number {
		return this.tasks.length;
	}

	send(task: PictureTask): void {
		this.tasks.push(task);
		this.worker.ref();
		this.post({ file: task.file });
	}

	/** Ends the thread after the picture that it is at: killing it in the midst of native code can crash the process. */
	async end(): Promise<void> {
		this.worker.ref();
		this.post('end');
		await this.gone;
	}

	/** Gives up all tasks. */
	takeTasks(): PictureTask[] {
		return this.tasks.splice(0);
	}

	private post(order: Order): void {
		this.worker.postMessage(order);
	}

	private settleFirst(reply: Reply): void {
		const task = this.tasks.shift();
		// Given up meanwhile.
		if (!task) return;
		if (this.load === 0) this.worker.unref();
		if ('image' in reply) task.resolve(reply.image);
		else task.reject(fromPlainError(reply.error));
	}
}
