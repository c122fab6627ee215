import { cancelled, throwIfCancelled, toPlainError } from '../errors';
import { nameLackOfMemory } from './lack-of-memory';
import { Keeper } from './keeper';
import { pack } from './parcel';
import type { Order, Reply } from './protocol';
import { throttleProgress } from './progress';
import { loadTask } from './task-module';
import type { Backend, TaskContext } from './types';

type RunOrder = Extract<Order, { type: 'run' }>;

/** Runs tasks in the engine process and says how each ended. */
export class TaskRunner {
	private readonly keeper = new Keeper();
	private current?: { id: string; controller: AbortController };

	constructor(
		private readonly backend: Backend,
		private readonly say: (reply: Reply) => void,
	) {}

	/** Never rejects: a failure is a reply too. */
	async run(order: RunOrder): Promise<void> {
		const { id } = order;
		const controller = new AbortController();
		this.current = { id, controller };
		try {
			const output = await loadTask(order.taskModule)(order.input, this.context(order, controller));
			throwIfCancelled(controller.signal);
			const parcel = await pack(output, order.temporaryFolder);
			this.say({ type: 'result', id, residentBytes: process.memoryUsage.rss(), parcel });
		} catch (error) {
			const residentBytes = process.memoryUsage.rss();
			this.say({
				type: 'failure',
				id,
				residentBytes,
				error: toPlainError(nameLackOfMemory(error)),
			});
		} finally {
			this.current = undefined;
		}
	}

	/** Asks the task to stop; one that has ended is left alone. */
	cancel(id: string): void {
		if (this.current?.id === id) this.current.controller.abort(cancelled('CANCELLED', {}));
	}

	private context({ id, temporaryFolder }: RunOrder, { signal }: AbortController): TaskContext {
		return {
			backend: this.backend,
			signal,
			temporaryFolder,
			keep: (key, create) => this.keeper.keep(key, create),
			progress: throttleProgress((progress) => this.say({ type: 'progress', id, progress })),
		};
	}
}
