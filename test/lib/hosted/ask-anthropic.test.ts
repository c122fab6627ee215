import { readFileSync } from 'node:fs';
import { ask } from '../../../lib/hosted/ask';
import { countTokensByService } from '../../../lib/hosted/count-tokens';
import { startAnthropicServer } from '../../helpers/hosted/anthropic-server';
import { failure, question, reach, ROCKET, useServer } from './support';

const used = useServer(startAnthropicServer);
const picture = { kind: 'image' as const, file: ROCKET, mediaType: 'image/jpeg' };
const asked = (changes = {}) => ask(reach(used.server), question(used.server, changes));

test('sends pictures and words in their order, and brings text, usage and id', async () => {
	used.server.answerWith('A rocket.');
	used.server.cached = { read: 200, written: 100 };
	const parts = [picture, { kind: 'text' as const, text: 'What is this?' }];
	const answer = await asked({ parts, system: 'Be brief.' });
	const { body } = used.server.requests[0];
	expect(Object.keys(body)).toEqual(['model', 'max_tokens', 'system', 'messages']);
	expect(body.system).toBe('Be brief.');
	expect(body.messages[0].content).toEqual([
		{
			type: 'image',
			source: {
				type: 'base64',
				media_type: 'image/jpeg',
				data: readFileSync(ROCKET).toString('base64'),
			},
		},
		{ type: 'text', text: 'What is this?' },
	]);
	const counted = await countTokensByService(
		reach(used.server),
		question(used.server, { parts, system: 'Be brief.' }),
	);
	expect(answer).toEqual({
		text: 'A rocket.',
		finish: 'complete',
		stopReason: 'end_turn',
		usage: { inputTokens: counted, outputTokens: 3, cachedTokens: 200 },
		model: 'claude-sonnet-5-5',
		requestId: 'req_1',
		durationMs: expect.any(Number),
	});
});

test('asks for an answer longer than the SDK waits for by itself', async () => {
	const answer = await asked({ maximumOutputTokens: 60_000 });
	expect(answer.finish).toBe('complete');
});

test.each([
	['stop_sequence', 'complete'],
	['model_context_window_exceeded', 'truncated'],
	['refusal', 'refused'],
])('%s is %s', async (reason, finish) => {
	used.server.stopReason(reason);
	await expect(asked()).resolves.toMatchObject({ finish, stopReason: reason });
});

test('an answer that is too long is truncated', async () => {
	used.server.answerWith('word '.repeat(100));
	const answer = await asked({ maximumOutputTokens: 10 });
	expect(answer).toMatchObject({ finish: 'truncated', stopReason: 'max_tokens' });
	expect(answer.usage.outputTokens).toBe(10);
});

test('a refusal tells its reason as text', async () => {
	const explanation = 'This could help to build weapons.';
	used.server.stopReason('refusal', { type: 'refusal', category: 'bio', explanation });
	await expect(asked()).resolves.toMatchObject({ finish: 'refused', text: explanation });
});

test('sound is refused before anything is sent', async () => {
	const parts = [{ kind: 'audio', file: 'none.wav', format: 'wav', as: 'inputAudio' }];
	const error = await failure(asked({ parts }));
	expect(error).toMatchObject({ errorClass: 'input', code: 'AUDIO_NOT_TAKEN' });
	expect(used.server.requests).toEqual([]);
});

test('files that do not fit into one message are not read', async () => {
	const parts = Array(10_000).fill(picture);
	const error = await failure(asked({ parts }));
	expect(error.code).toBe('HOSTED_FILES_TOO_LARGE');
	expect(used.server.requests).toEqual([]);
});

test('an address may end in /v1 or a slash', async () => {
	const service = reach(used.server, { baseUrl: `${used.server.baseUrl}/v1/` });
	await expect(ask(service, question(used.server))).resolves.toMatchObject({ finish: 'complete' });
	expect(used.server.requests[0].path).toBe('/v1/messages');
});

test("what Anthropic says about a request is told, with the provider's own code", async () => {
	const error = await failure(asked({ model: 'claude-0' }));
	expect(error).toMatchObject({
		errorClass: 'service',
		code: 'SERVICE_MODEL_UNKNOWN',
		details: { provider: 'anthropic', status: 404, code: 'not_found_error', requestId: 'req_1' },
	});
	expect(error.message).toContain('(404: model: claude-0)');
});
