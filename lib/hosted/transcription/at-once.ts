/**
 * Works on values, some at once, begun in their order, and gives the results in order. The first failure
 * aborts the others and is thrown when none runs any more.
 */
export async function workAtOnce<Value, Result>(
	values: readonly Value[],
	{ atOnce, signal }: { atOnce: number; signal?: AbortSignal },
	work: (value: Value, signal: AbortSignal) => Promise<Result>,
): Promise<Result[]> {
	const failed = new AbortController();
	const until = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
	const results: Result[] = [];
	const left = values.entries();
	let failure: { error: unknown } | undefined;
	const workOn = async () => {
		for (const [place, value] of left) {
			try {
				results[place] = await work(value, until);
			} catch (error) {
				failure ??= { error };
				failed.abort();
			}
			if (failure) return;
		}
	};
	await Promise.all(Array.from({ length: Math.max(1, atOnce) }, workOn));
	if (failure) throw failure.error;
	return results;
}
