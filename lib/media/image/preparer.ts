import path from 'node:path';
import { cancelled } from '../../errors';
import { preparerError } from './errors';
import { Gate } from './gate';
import { type PictureTask, PictureThread } from './picture-thread';
import type { FinishedImage, Finisher } from './preparer-protocol';
import { loadSharp } from './sharp';
import type { ImageProcessor, PreparedImage, Transparency } from './types';

/** Makes pictures ready for a model. */
export interface ImagePreparer<Ready = PreparedImage> {
	/** Decodes a picture and makes it ready for the model. Rejects with the picture's own error. */
	prepare(file: string): Promise<Ready>;
	/** Rejects what waits with CANCELLED; the threads leave it out and stay ready. */
	drop(): void;
	/** Rejects what waits with CANCELLED; resolves once all threads are gone. */
	close(): Promise<void>;
}

interface PreparerOptions {
	/** At most this many pictures at once. */
	threads: number;
	transparency: Transparency;
	/** The module that a thread runs. Default: `preparer-thread`. */
	threadModule?: string;
}

/** Prepares pictures on threads of its own, started when needed, which go on while this thread is blocked. */
export function createImagePreparer(
	processor: ImageProcessor,
	options: PreparerOptions,
): ImagePreparer {
	return new ThreadedPreparer(processor, options);
}

/** The same; each thread goes on with its pictures by a module of the caller's. */
export function createImageFinisher<Made>(
	processor: ImageProcessor,
	options: PreparerOptions & { finisher: Finisher },
): ImagePreparer<FinishedImage<Made>> {
	return new ThreadedPreparer(processor, options);
}

const THREAD_MODULE = path.join(__dirname, 'preparer-thread.js');

class ThreadedPreparer<Ready> implements ImagePreparer<Ready> {
	private readonly gate = new Gate();
	private readonly threads = new Set<PictureThread<Ready>>();
	private startedThreads = 0;
	private closing?: Promise<void>;

	constructor(
		private readonly processor: ImageProcessor,
		private readonly options: PreparerOptions & { finisher?: Finisher },
	) {}

	async prepare(file: string): Promise<Ready> {
		const { round } = this.gate;
		return await new Promise((resolve, reject) => this.assign({ file, round, resolve, reject }));
	}

	drop(): void {
		this.gate.startRound();
		for (const thread of this.threads) thread.rejectTasks(cancelled('CANCELLED', {}));
	}

	async close(): Promise<void> {
		this.closing ??= this.endThreads();
		await this.closing;
	}

	private assign(task: PictureTask<Ready>): void {
		if (this.closing) return task.reject(cancelled('CANCELLED', {}));
		try {
			this.chooseThread().send(task);
		} catch (error) {
			task.reject(error as Error);
		}
	}

	/** An idle thread, else a new one, else the least busy. */
	private chooseThread(): PictureThread<Ready> {
		const [leastBusy] = [...this.threads].sort((one, other) => one.load - other.load);
		if (leastBusy?.load === 0) return leastBusy;
		return this.threads.size < this.options.threads ? this.startThread() : leastBusy;
	}

	private startThread(): PictureThread<Ready> {
		// Unloaded with the last thread that uses it, the native library would crash the next one.
		loadSharp();
		const { threadModule = THREAD_MODULE, transparency, finisher } = this.options;
		const thread = new PictureThread<Ready>(threadModule, {
			processor: this.processor,
			transparency,
			finisher,
			gateMemory: this.gate.memory,
			owner: ++this.startedThreads,
			begunMemory: new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT),
		});
		this.threads.add(thread);
		void thread.gone.then((reason) => this.bury(thread, reason));
		return thread;
	}

	/** Only the picture that a thread died at fails. */
	private bury(thread: PictureThread<Ready>, reason: string): void {
		this.threads.delete(thread);
		this.gate.leave(thread.start.owner);
		const victim = thread.takeVictim();
		victim?.reject(preparerError('PICTURE_THREAD_DIED', { file: victim.file, reason }));
		for (const task of thread.takeTasks()) this.assign(task);
	}

	private async endThreads(): Promise<void> {
		this.gate.stop();
		const threads = [...this.threads];
		const tasks = threads.flatMap((thread) => thread.takeTasks());
		for (const task of tasks) task.reject(cancelled('CANCELLED', {}));
		await Promise.all(threads.map((thread) => thread.end()));
	}
}
