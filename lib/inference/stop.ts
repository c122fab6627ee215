import { cancelled } from '../errors';
import { engineError } from './errors';

/** One signal for a task: the caller's cancel or the deadline, with the coded error as its reason. */
export class Stop {
	private readonly controller = new AbortController();
	private timer?: NodeJS.Timeout;

	constructor(private readonly callerSignal?: AbortSignal) {
		if (callerSignal?.aborted) this.onCancel();
		else callerSignal?.addEventListener('abort', this.onCancel, { once: true });
	}

	get signal(): AbortSignal {
		return this.controller.signal;
	}

	/** The deadline counts from here: waiting in line is not the task's fault. */
	startDeadline(deadlineMs: number): void {
		const onDeadline = () => this.controller.abort(engineError('TASK_DEADLINE', { deadlineMs }));
		this.timer = setTimeout(onDeadline, deadlineMs);
	}

	dispose(): void {
		clearTimeout(this.timer);
		this.callerSignal?.removeEventListener('abort', this.onCancel);
	}

	private readonly onCancel = () => this.controller.abort(cancelled('CANCELLED', {}));
}
