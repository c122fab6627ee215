import { setMaxListeners } from 'node:events';

import { cancelled } from '../errors';
import { MAXIMUM_TIMER_MS } from '../limits';
import { engineError } from './errors';

/** One signal for a task, from cancel signals and a deadline, with the coded error as its reason. */
export class Stop {
	private readonly controller = new AbortController();
	private timer?: NodeJS.Timeout;

	constructor(private readonly cancelSignals: AbortSignal[]) {
		for (const signal of cancelSignals) {
			// One run's signal goes to all its items; Node would warn of a leak at the eleventh.
			setMaxListeners(0, signal);
			if (signal.aborted) this.onCancel();
			else signal.addEventListener('abort', this.onCancel, { once: true });
		}
	}

	get signal(): AbortSignal {
		return this.controller.signal;
	}

	/** The deadline counts from here: waiting in line is not the task's fault. */
	startDeadline(deadlineMs: number): void {
		const onDeadline = () => this.controller.abort(engineError('TASK_DEADLINE', { deadlineMs }));
		this.timer = setTimeout(onDeadline, Math.min(deadlineMs, MAXIMUM_TIMER_MS));
	}

	dispose(): void {
		clearTimeout(this.timer);
		for (const signal of this.cancelSignals) signal.removeEventListener('abort', this.onCancel);
	}

	private readonly onCancel = () => this.controller.abort(cancelled('CANCELLED', {}));
}
