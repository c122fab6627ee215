/** Hands numbers from whoever tells them to whoever asks, in order. */
export class NoteQueue {
	private readonly told: number[] = [];
	private waiting?: (value: number | undefined) => void;
	private isClosed = false;

	push(value: number): void {
		if (this.waiting) this.answer(value);
		else this.told.push(value);
	}

	/** No more will be told. */
	close(): void {
		this.isClosed = true;
		this.answer(undefined);
	}

	/** The next number; undefined once there is none left and none will come. */
	async next(): Promise<number | undefined> {
		if (this.told.length > 0 || this.isClosed) return this.told.shift();
		return await new Promise((resolve) => (this.waiting = resolve));
	}

	private answer(value: number | undefined): void {
		this.waiting?.(value);
		this.waiting = undefined;
	}
}
