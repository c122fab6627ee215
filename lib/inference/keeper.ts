/** Remembers what was dear to make; a failure is forgotten, so that the next one who asks tries again. */
export class Keeper {
	private readonly kept = new Map<string, Promise<unknown>>();

	/** What `key` stands for, made on first use; calls at the same time share one making. */
	keep<T>(key: string, create: () => Promise<T>): Promise<T> {
		const known = this.kept.get(key) as Promise<T> | undefined;
		if (known) return known;
		const made = create();
		this.kept.set(key, made);
		made.catch(() => this.kept.delete(key));
		return made;
	}
}
