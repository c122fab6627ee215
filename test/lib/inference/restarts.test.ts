import { engineError } from '../../../lib/inference/errors';
import { Restarts } from '../../../lib/inference/restarts';

const never = new AbortController().signal;
const death = engineError('ENGINE_DIED', { exitCode: null, signal: 'SIGKILL', stderrTail: 'tail' });

const makeRestarts = (deaths: number) => {
	const limits = { restartBackoffMs: 40, crashLoopDeaths: 4, crashLoopRestMs: 60_000 };
	const restarts = new Restarts(limits);
	for (let i = 0; i < deaths; i += 1) restarts.died(death);
	return restarts;
};

async function waitedMs(restarts: Restarts): Promise<number> {
	const startedMs = performance.now();
	await restarts.admit(never);
	return performance.now() - startedMs;
}

describe('Restarts', () => {
	it.each([
		[1, 39],
		[2, 79],
		[3, 159],
	])('after %d deaths waits at least %d ms', async (deaths, leastMs) => {
		expect(await waitedMs(makeRestarts(deaths))).toBeGreaterThanOrEqual(leastMs);
	});

	it('rests after four deaths and says what the last one was', async () => {
		await expect(makeRestarts(4).admit(never)).rejects.toMatchObject({
			code: 'ENGINE_CRASH_LOOP',
			details: { deaths: 4, restSeconds: 60, signal: 'SIGKILL', stderrTail: 'tail' },
			cause: death,
		});
	});

	it('forgets the deaths after a success', async () => {
		const restarts = makeRestarts(4);
		restarts.succeeded();
		await restarts.admit(never);
		restarts.died(death);
		await restarts.admit(never);
	});

	it('gives up waiting when told to', async () => {
		const stop = new AbortController();
		const admission = makeRestarts(3).admit(stop.signal);
		stop.abort(new Error('gone'));
		await expect(admission).rejects.toThrow('gone');
	});
});
