import { ask } from '../../../lib/hosted/ask';
import { failureBehind } from '../../helpers/hosted/open-ai-flavours';
import { OPEN_AI_KEY, startOpenAiServer } from '../../helpers/hosted/open-ai-server';
import { failure, question, reach, useServer } from './support';

/** OpenRouter's, with status 200. */
const used = useServer(() => startOpenAiServer('openRouter'));
const asked = (maximumRetries = 0) =>
	ask(reach(used.server, { maximumRetries }), question(used.server));
const fail = (...bodies: unknown[]) =>
	used.server.failNext(bodies.map((body) => ({ status: 200, body, 'retry-after-ms': 1 })));

test.each([
	[400, 'SERVICE_REQUEST_REFUSED'],
	[402, 'SERVICE_BILLING'],
	[429, 'SERVICE_RATE_LIMIT'],
	[502, 'SERVICE_OVERLOADED'],
])('a failure with the code %i is told as one with that status', async (status, code) => {
	for (const when of ['before', 'midway'] as const) {
		fail(failureBehind(status, `No provider for ${OPEN_AI_KEY}`, when));
		const error = await failure(asked());
		expect(error).toMatchObject({ errorClass: 'service', code, details: { status } });
		expect(error.message).toContain(`(${status}: No provider for ***)`);
	}
});

test('one that came instead of an answer is tried again where it may pass', async () => {
	fail(failureBehind(429, 'Slow down', 'before'), failureBehind(502, 'Down', 'before'));
	await expect(asked(2)).resolves.toMatchObject({ finish: 'complete' });
	expect(used.server.requests).toHaveLength(3);
});

test('one in the middle of an answer, which was paid for, is not', async () => {
	fail(failureBehind(502, 'Down', 'midway'));
	await expect(failure(asked(2))).resolves.toMatchObject({ code: 'SERVICE_OVERLOADED' });
	expect(used.server.requests).toHaveLength(1);
});

test.each([
	[{ finish_reason: 'error', error: { message: 'Lost the model.' } }, '(Lost the model)'],
	[{ finish_reason: 'error' }, 'a fault of its own. Try'],
	[{ finish_reason: 'stop', error: { code: 'odd', message: 'Lost' } }, '(Lost)'],
])('half an answer that ended as %j is none', async (end, words) => {
	fail({ model: 'gpt-4o', choices: [{ message: { content: 'Half an ans' }, ...end }] });
	const error = await failure(asked());
	expect(error.code).toBe('SERVICE_OVERLOADED');
	expect(error.message).toContain(words);
});

test.each([
	{ error: null },
	{ choices: [{ error: null, finish_reason: 'stop', message: { content: '{"error": 1}' } }] },
])('an answer that says that there is no error is one: %j', async (more) => {
	const choices = [{ message: { content: 'Fine.' }, finish_reason: 'stop' }];
	fail({ model: 'gpt-4o', choices, ...more });
	await expect(asked()).resolves.toMatchObject({ finish: 'complete' });
});
