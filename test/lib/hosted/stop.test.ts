import { getEventListeners } from 'node:events';
import { ask } from '../../../lib/hosted/ask';
import { listServiceModels } from '../../../lib/hosted/list-models';
import type { Provider } from '../../../lib/hosted/types';
import { startAnthropicServer } from '../../helpers/hosted/anthropic-server';
import { startOpenAiServer } from '../../helpers/hosted/open-ai-server';
import { until } from '../../helpers/media';
import { failure, question, reach, useServer } from './support';

/** More on one signal, and node warns of a leak. */
const MOST_LISTENERS = 10;
const STOPPED = { errorClass: 'cancelled', code: 'CANCELLED' };

const used = {
	anthropic: useServer(startAnthropicServer),
	openAi: useServer(() => startOpenAiServer('vllm')),
};

describe.each(['anthropic', 'openAi'] as Provider[])('%s', (provider) => {
	const server = () => used[provider].server;
	const asked = (signal: AbortSignal) =>
		ask(reach(server(), { maximumRetries: 4, timeoutMs: 600_000 }), question(server()), signal);

	test.each([
		['waiting for an answer', () => server().hang()],
		['reading the answer', () => server().hangMidBody()],
		['waiting for the next try', () => server().failNext([{ status: 429, 'retry-after': 50 }])],
	])('stops while %s', async (_, prepare) => {
		prepare();
		const stop = new AbortController();
		const ended = failure(asked(stop.signal));
		await until(() => server().requests.length > 0);
		setTimeout(() => stop.abort(), 100);
		await expect(ended).resolves.toMatchObject(STOPPED);
		expect(server().requests).toHaveLength(1);
	});

	test('a run that is stopped already asks nothing', async () => {
		await expect(failure(asked(AbortSignal.abort()))).resolves.toMatchObject(STOPPED);
		expect(server().requests).toEqual([]);
	});

	test('a transport that does not listen to the signal does not hold the call', async () => {
		const deaf: typeof fetch = async () => await new Promise(() => {});
		const stop = new AbortController();
		const ended = failure(listServiceModels(reach(server(), { fetch: deaf }), stop.signal));
		setTimeout(() => stop.abort(), 50);
		await expect(ended).resolves.toMatchObject(STOPPED);
	});

	test('a hundred calls at once end together, answered or stopped', async () => {
		server().delayMs = 150;
		server().failNext(Array(40).fill({ status: 429, 'retry-after': 50 }));
		const stop = new AbortController();
		const calls = Array.from({ length: 100 }, () => asked(stop.signal));
		const settled = Promise.allSettled(calls);
		await until(() => server().requests.length > 20);
		expect(getEventListeners(stop.signal, 'abort').length).toBeLessThan(MOST_LISTENERS);
		await Promise.race(calls.map((call) => call.catch(() => new Promise(() => {}))));
		stop.abort();
		const ends = await settled;
		const answered = ends.filter(({ status }) => status === 'fulfilled').length;
		expect(answered).toBeGreaterThan(0);
		const failures = ends
			.filter((end) => end.status === 'rejected')
			.map(({ reason }) => reason.code);
		expect(failures).toEqual(Array(100 - answered).fill('CANCELLED'));
		expect(failures.length).toBeGreaterThanOrEqual(40);
	});
});
