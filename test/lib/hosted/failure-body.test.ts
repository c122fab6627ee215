import { ask } from '../../../lib/hosted/ask';
import { startAnthropicServer } from '../../helpers/hosted/anthropic-server';
import { startOpenAiServer } from '../../helpers/hosted/open-ai-server';
import { failure, question, reach, useServer } from './support';

const claude = useServer(startAnthropicServer);
const gpt = useServer(() => startOpenAiServer('vllm'));
const askGpt = (changes = {}) => ask(reach(gpt.server, changes), question(gpt.server));

const askClaude = (changes = {}) => ask(reach(claude.server, changes), question(claude.server));

test.each([
	[
		{ error: { message: 'Too long.', type: 'x', param: null, code: 'context' } },
		'Too long',
		'context',
	],
	[
		{ error: { message: 'Too long', type: 'BadRequestError', code: 400 } },
		'Too long',
		'BadRequestError',
	],
	[
		{ object: 'error', message: 'Too long', type: 'BadRequestError', code: 400 },
		'Too long',
		'BadRequestError',
	],
	[{ error: 'Too long' }, 'Too long', undefined],
	[{ detail: 'Too long' }, 'Too long', undefined],
	[
		{
			detail: [
				{ loc: ['body', 'model'], msg: 'Field required', type: 'missing' },
				{ loc: ['body', 'n'], msg: 'too high' },
			],
		},
		'body.model: Field required; body.n: too high',
		undefined,
	],
	[{ message: { text: 'Too long' } }, '{"text":"Too long"}', undefined],
	[[{ error: { message: 'Too long', code: 400, status: 'WHY' } }], 'Too long', 'WHY'],
	['[{"error": {"message": "Too long"}}]', 'Too long', undefined],
	['[no list', '[no list', undefined],
	[
		{ error: { code: 400, message: 'Refused', metadata: { raw: '{"error": "Too long"}' } } },
		'Refused: Too long',
		undefined,
	],
	['Too long\n', 'Too long', undefined],
	['{"error": "Too long"}', 'Too long', undefined],
	[
		'<html><head><title>400 Bad\nRequest</title></head><body>nginx</body></html>',
		'400 Bad Request',
		undefined,
	],
	['<!doctype html><p>no title</p>', 'a web page', undefined],
	['', undefined, undefined],
	[{}, undefined, undefined],
	[{ error: { message: 'a'.repeat(2000) } }, `${'a'.repeat(500)}…`, undefined],
])('reads what a service says in %j', async (body, reason, code) => {
	for (const [server, asked] of [
		[gpt.server, askGpt],
		[claude.server, askClaude],
	] as const) {
		server.failNext([{ status: 400, body }]);
		const error = await failure(asked());
		expect(error).toMatchObject({
			code: 'SERVICE_REQUEST_REFUSED',
			details: { status: 400, code, reason },
		});
		expect(error.message).toContain(reason === undefined ? '(400)' : `(400: ${reason})`);
	}
});
