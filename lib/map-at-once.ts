interface Pace {
	/** Most that are worked on at the same time. */
	atOnce: number;
	signal?: AbortSignal;
}

/**
 * Works on values in their order, some at once, and gives the results in order. After a failure no more
 * are begun and those behind it are aborted. Settles when nothing runs any more; of several failures the
 * first one in order is thrown.
 */
export async function mapAtOnce<Value, Result>(
	values: Value[],
	{ atOnce, signal }: Pace,
	work: (value: Value, signal: AbortSignal) => Promise<Result>,
): Promise<Result[]> {
	const results: Result[] = [];
	const left = values.entries();
	const running = new Map<number, AbortController>();
	let failure: { place: number; error: unknown } | undefined;
	const fail = (place: number, error: unknown) => {
		if (!failure || place < failure.place) failure = { place, error };
		for (const [other, end] of running) if (other > place) end.abort();
	};
	const workOn = async () => {
		for (const [place, value] of left) {
			const end = new AbortController();
			running.set(place, end);
			try {
				const until = signal ? AbortSignal.any([signal, end.signal]) : end.signal;
				results[place] = await work(value, until);
			} catch (error) {
				fail(place, error);
			}
			running.delete(place);
			if (failure) return;
		}
	};
	await Promise.all(Array.from({ length: atOnce }, workOn));
	if (failure) throw failure.error;
	return results;
}
