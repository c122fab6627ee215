import { engineError } from './errors';

type Release = () => void;

/** A bounded first-come, first-served line in front of one engine. */
export class Line {
	private readonly waiting: Array<() => void> = [];
	private taken = false;

	constructor(private readonly maximumWaiting: number) {}

	get isEmpty(): boolean {
		return !this.taken;
	}

	/** Resolves when it is our turn; rejects with ENGINE_QUEUE_FULL, or with the signal's reason at once. */
	async enter(signal: AbortSignal): Promise<Release> {
		signal.throwIfAborted();
		if (this.taken) await this.wait(signal);
		this.taken = true;
		return () => this.callNext();
	}

	private async wait(signal: AbortSignal): Promise<void> {
		if (this.waiting.length >= this.maximumWaiting) {
			throw engineError('ENGINE_QUEUE_FULL', { maximumQueuedTasks: this.maximumWaiting });
		}
		await new Promise<void>((resolve, reject) => {
			const turn = () => {
				signal.removeEventListener('abort', leave);
				resolve();
			};
			const leave = () => {
				this.waiting.splice(this.waiting.indexOf(turn), 1);
				reject(signal.reason);
			};
			signal.addEventListener('abort', leave, { once: true });
			this.waiting.push(turn);
		});
	}

	/** The place stays taken while it passes on: nobody may slip in before the one who was called. */
	private callNext(): void {
		const turn = this.waiting.shift();
		if (turn) turn();
		else this.taken = false;
	}
}
