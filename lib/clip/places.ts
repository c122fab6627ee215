/** Outcomes in the order of their places; several places wait for one key. */
export class Places<Outcome> {
	readonly settled: Outcome[] = [];
	private readonly waiting = new Map<string, number[]>();
	private settledCount = 0;

	constructor(
		private readonly total: number,
		private readonly onProgress: (fraction: number) => void,
	) {
		onProgress(total === 0 ? 1 : 0);
	}

	/** Lets a place wait for a key; gives how many wait for it now. */
	add(key: string, place: number): number {
		const waiting = this.waiting.get(key) ?? [];
		this.waiting.set(key, waiting);
		return waiting.push(place);
	}

	/** Gives every place that waits for the key its outcome. */
	settle(key: string, outcome: Outcome): undefined {
		for (const place of this.waiting.get(key) ?? []) {
			this.settled[place] = outcome;
			this.settledCount += 1;
		}
		this.waiting.delete(key);
		this.onProgress(this.settledCount / this.total);
	}
}
