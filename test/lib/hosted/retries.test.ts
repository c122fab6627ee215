import { ask } from '../../../lib/hosted/ask';
import { retryAfterMs, waitInWords } from '../../../lib/hosted/retry-after';
import { startAnthropicServer } from '../../helpers/hosted/anthropic-server';
import { failure, question, reach, useServer } from './support';

const used = useServer(startAnthropicServer);
const asked = (maximumRetries: number, timeoutMs = 10_000) =>
	ask(reach(used.server, { maximumRetries, timeoutMs }), question(used.server));

test.each([
	['retry-after-ms', 300, 300],
	['retry-after', 1, 1000],
	['retry-after', () => new Date(Date.now() + 2000).toUTCString(), 1000],
])('429 waits as %s says (%s), and then succeeds', async (header, value, atLeastMs) => {
	used.server.failNext([{ status: 429, [header]: typeof value === 'function' ? value() : value }]);
	const startMs = performance.now();
	await expect(asked(1)).resolves.toMatchObject({ finish: 'complete' });
	expect(performance.now() - startMs).toBeGreaterThanOrEqual(atLeastMs - 1);
	expect(used.server.requests).toHaveLength(2);
});

test.each([408, 409, 500, 503, 504, 529])('%i is tried again', async (status) => {
	used.server.failNext([{ status, 'retry-after-ms': 1 }]);
	await expect(asked(1)).resolves.toMatchObject({ finish: 'complete' });
	expect(used.server.requests).toHaveLength(2);
});

test.each([400, 401, 402, 403, 404, 413])('%i is not tried again', async (status) => {
	used.server.failNext([{ status }]);
	await expect(failure(asked(3))).resolves.toMatchObject({ details: { status } });
	expect(used.server.requests).toHaveLength(1);
});

test('a server may say itself whether to try again', async () => {
	used.server.failNext([
		{ status: 400, 'x-should-retry': 'true', 'retry-after-ms': 1 },
		{ status: 529, 'x-should-retry': 'false' },
	]);
	await expect(failure(asked(5))).resolves.toMatchObject({ details: { status: 529 } });
	expect(used.server.requests).toHaveLength(2);
});

test('529 after all tries says that the service is overloaded', async () => {
	used.server.failNext(Array(3).fill({ status: 529, 'retry-after-ms': 1 }));
	const error = await failure(asked(2));
	expect(used.server.requests).toHaveLength(3);
	expect(error).toMatchObject({
		code: 'SERVICE_OVERLOADED',
		details: { status: 529, code: 'overloaded_error', requestId: 'req_3' },
	});
});

test('who would have to wait long is told when to come back instead', async () => {
	used.server.failNext([{ status: 429, 'retry-after': 3600 }]);
	const error = await failure(asked(4));
	expect(used.server.requests).toHaveLength(1);
	expect(error).toMatchObject({
		code: 'SERVICE_RATE_LIMIT',
		details: { retryAfterMs: 3_600_000, code: 'rate_limit_error' },
	});
	expect(error.message).toContain('Try again in 60 minutes');
});

test('a budget that is used up says when it is full again', async () => {
	const reset = new Date(Date.now() + 300_000).toISOString();
	used.server.failNext([
		{
			status: 429,
			'anthropic-ratelimit-input-tokens-remaining': 0,
			'anthropic-ratelimit-input-tokens-reset': reset,
		},
	]);
	const error = await failure(asked(4));
	expect(used.server.requests).toHaveLength(1);
	expect(error.message).toContain('Try again in 5 minutes');
});

test('connections that break in the middle of an answer are tried again', async () => {
	used.server.cutMidBody(1);
	await expect(asked(1)).resolves.toMatchObject({ finish: 'complete' });
	used.server.cutMidBody(2);
	const error = await failure(asked(1));
	expect(error).toMatchObject({ errorClass: 'network', code: 'SERVICE_CUT' });
});

test.each(['hang', 'hangMidBody'] as const)(
	'silence (%s) ends by the time limit, and is not tried again',
	async (kind) => {
		used.server[kind]();
		const error = await failure(asked(3, 200));
		expect(error).toMatchObject({
			errorClass: 'network',
			code: 'SERVICE_TIMEOUT',
			details: { timeoutMs: 200, provider: 'anthropic' },
		});
		expect(error.message).toContain('after 200 milliseconds');
		expect(used.server.requests).toHaveLength(1);
	},
);

test('an address without a server is tried again, and then told', async () => {
	const { baseUrl } = used.server;
	await used.server.close();
	let tries = 0;
	const counting: typeof fetch = async (...request) => {
		tries++;
		return await fetch(...request);
	};
	const service = reach(used.server, { maximumRetries: 1, fetch: counting });
	const error = await failure(ask(service, question(used.server)));
	await used.server.start();
	expect(tries).toBe(2);
	expect(error).toMatchObject({ errorClass: 'network', code: 'SERVICE_UNREACHABLE' });
	expect(error.message).toContain(`Is the server running at ${baseUrl}`);
});

test('headers tell a wait in three ways, and nonsense tells none', () => {
	const read = (headers: Record<string, string>) => retryAfterMs(new Headers(headers));
	expect(read({ 'retry-after-ms': '1500', 'retry-after': '9' })).toBe(1500);
	expect(read({ 'retry-after': '2.5' })).toBe(2500);
	expect(read({ 'retry-after': 'soon' })).toBeUndefined();
	expect(read({ 'retry-after': '0' })).toBeUndefined();
	expect(read({ 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' })).toBeUndefined();
	expect(read({})).toBeUndefined();
});

test.each([
	[300, '300 milliseconds'],
	[1000, '1 second'],
	[90_000, '90 seconds'],
	[121_000, '3 minutes'],
	[3 * 3_600_000, '3 hours'],
])('%i ms are %s', (durationMs, words) => {
	expect(waitInWords(durationMs)).toBe(words);
});
