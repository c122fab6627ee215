const OWNER = 0;
const STOPPED = 1;
const ROUND = 2;
const CELLS = 3;
const NOBODY = 0;

/** Lets one thread at a time through, and tells all threads what not to do any more; all threads share its memory. */
export class Gate {
	private readonly cells: Int32Array;

	constructor(readonly memory = new SharedArrayBuffer(CELLS * Int32Array.BYTES_PER_ELEMENT)) {
		this.cells = new Int32Array(memory);
	}

	/** Blocks this thread until it is let through; false when all are to stop. `owner` is not 0. */
	enter(owner: number): boolean {
		while (!this.isStopped) {
			const holder = Atomics.compareExchange(this.cells, OWNER, NOBODY, owner);
			if (holder === NOBODY) return true;
			Atomics.wait(this.cells, OWNER, holder);
		}
		return false;
	}

	/** For the owner itself, or for whoever saw it die; does nothing for another. */
	leave(owner: number): void {
		Atomics.compareExchange(this.cells, OWNER, owner, NOBODY);
		Atomics.notify(this.cells, OWNER);
	}

	stop(): void {
		Atomics.store(this.cells, STOPPED, 1);
		Atomics.notify(this.cells, OWNER);
	}

	/** Whatever was ordered in an earlier round is not wanted any more. */
	startRound(): void {
		Atomics.add(this.cells, ROUND, 1);
	}

	get round(): number {
		return Atomics.load(this.cells, ROUND);
	}

	get isStopped(): boolean {
		return Atomics.load(this.cells, STOPPED) === 1;
	}
}
