import { pause } from '../../lib/pause';

test('waits as long as asked', async () => {
	const startedMs = performance.now();
	await pause(50, new AbortController().signal);
	expect(performance.now() - startedMs).toBeGreaterThanOrEqual(49);
});

test.each(['before', 'while it waits'])('a stop %s ends it at once, as CANCELLED', async (when) => {
	const stop = new AbortController();
	if (when === 'before') stop.abort();
	const paused = pause(60_000, stop.signal);
	setTimeout(() => stop.abort(), 10);
	await expect(paused).rejects.toMatchObject({ errorClass: 'cancelled', code: 'CANCELLED' });
});
