/**
 * Runs some jobs at once and yields what they make in the order of the jobs.
 * Left early, or after a failure, it ends those that run and waits for their end.
 */
export async function* inOrder<Job, T>(
	jobs: readonly Job[],
	run: (job: Job, signal: AbortSignal) => AsyncIterable<T>,
	atOnce: number,
	signal?: AbortSignal,
): AsyncGenerator<T> {
	const stop = new AbortController();
	const eitherSignal = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
	const running: Array<Promise<T[]>> = [];
	let next = 0;
	try {
		while (next < jobs.length || running.length > 0) {
			while (running.length < atOnce && next < jobs.length) {
				const made = gather(run(jobs[next++], eitherSignal));
				made.catch(() => {});
				running.push(made);
			}
			yield* await running[0];
			void running.shift();
		}
	} finally {
		stop.abort();
		await Promise.allSettled(running);
	}
}

async function gather<T>(source: AsyncIterable<T>): Promise<T[]> {
	const all: T[] = [];
	for await (const one of source) all.push(one);
	return all;
}
