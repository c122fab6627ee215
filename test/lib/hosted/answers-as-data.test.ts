import { ask } from '../../../lib/hosted/ask';
import type { JsonSchema } from '../../../lib/hosted/types';
import { startAnthropicServer } from '../../helpers/hosted/anthropic-server';
import { startOpenAiServer } from '../../helpers/hosted/open-ai-server';
import { failure, question, reach, useServer } from './support';

const claude = useServer(startAnthropicServer);
const local = useServer(() => startOpenAiServer('vllm'));

const INVOICE: JsonSchema = {
	type: 'object',
	properties: {
		total: { type: 'number', minimum: 0 },
		lines: {
			type: 'array',
			items: {
				type: 'object',
				properties: { name: { type: 'string' }, colour: { enum: ['red', 'blue'] } },
				required: ['name'],
			},
		},
	},
	required: ['total', 'lines'],
};
const FITTING = '{"total": 3.5, "lines": [{"name": "pen", "colour": "red"}]}';

const askClaude = (schema: JsonSchema, more = {}) =>
	ask(reach(claude.server), question(claude.server, { schema, ...more }));
const askLocal = (schema: JsonSchema, more = {}) =>
	ask(reach(local.server), question(local.server, { schema, ...more }));

test.each([
	['as it is', FITTING],
	['in a fence', '```json\n' + FITTING + '\n```'],
	['in a fence without a name', '  ```\n' + FITTING + '```\n'],
])('JSON %s becomes data', async (_, text) => {
	claude.server.answerWith(text);
	const answer = await askClaude(INVOICE);
	expect(answer.json).toEqual({ total: 3.5, lines: [{ name: 'pen', colour: 'red' }] });
	expect(answer.text).toBe(text);
});

test('Anthropic gets the schema in its own dialect, with nothing open', async () => {
	claude.server.answerWith(FITTING);
	await askClaude(INVOICE);
	const { format } = claude.server.requests[0].body.output_config;
	expect(format).toMatchObject({
		type: 'json_schema',
		schema: {
			additionalProperties: false,
			properties: { total: { type: 'number', description: '{minimum: 0}' } },
		},
	});
});

test("definitions of draft 7 reach Anthropic as the newer draft's", async () => {
	const draft7 = {
		$schema: 'http://json-schema.org/draft-07/schema#',
		type: 'object',
		properties: { pen: { $ref: '#/definitions/pen' } },
		definitions: { pen: { type: 'object', properties: { ink: { type: 'string' } } } },
	};
	claude.server.answerWith('{"pen": {"ink": "red"}}');
	await expect(askClaude(draft7)).resolves.toMatchObject({ json: { pen: { ink: 'red' } } });
	const { schema } = claude.server.requests[0].body.output_config.format;
	expect(schema.properties.pen).toEqual({ $ref: '#/$defs/pen' });
	expect(schema.$defs.pen).toMatchObject({ additionalProperties: false });
});

test.each([
	['says no type, which Anthropic cannot enforce', { properties: { a: {} } }, 0],
	['is refused by Anthropic', INVOICE, 1],
])('a schema that %s goes into the words', async (_, schema, refusals) => {
	const body = {
		type: 'error',
		error: {
			type: 'invalid_request_error',
			message: 'output_config.format.schema: Schema is too complex.',
		},
	};
	claude.server.failNext(Array(refusals).fill({ status: 400, body }));
	claude.server.answerWith(FITTING);
	await expect(askClaude(schema, { system: 'Be exact.' })).resolves.toHaveProperty('json');
	const last = claude.server.requests[refusals].body;
	expect(last).not.toHaveProperty('output_config');
	expect(last.system).toMatch(/^Be exact\.\n\nAnswer with JSON only/);
	expect(last.system).toContain(JSON.stringify(schema));
});

const text = { type: 'string' };
const map = { type: 'object', additionalProperties: { type: 'number' } };
const named = (part: object) => ({ type: 'object', properties: { a: part } });

test.each([
	['a map', map],
	['an object that names nothing', { type: 'object' }],
	['one that names nothing, or nothing at all', named({ type: ['object', 'null'] })],
	['names by a pattern', { type: 'object', patternProperties: { '^n': text } }],
	[
		'names by a pattern and no others',
		{ ...named(text), patternProperties: { '^n': text }, additionalProperties: false },
	],
	['named properties and any others', { ...named(text), additionalProperties: true }],
	['a map within', named({ type: 'array', items: map })],
	['a map within a choice', named({ anyOf: [{ type: 'null' }, map] })],
	[
		'a map among the definitions',
		{ ...named({ $ref: '#/definitions/m' }), definitions: { m: map } },
	],
	['objects joined', { type: 'object', allOf: [named(text), named(text)] }],
])('%s, which Anthropic would only let be empty, goes into the words', async (_, schema) => {
	claude.server.answerWith('{}');
	await askClaude(schema);
	const [{ body }] = claude.server.requests;
	expect(body).not.toHaveProperty('output_config');
	expect(body.system).toContain(JSON.stringify(schema));
});

test.each([
	[
		'an object that is to be empty',
		{ type: 'object', properties: {}, additionalProperties: false },
	],
	['a property with the name of a keyword', named({ enum: ['patternProperties'], type: 'string' })],
	['one that is called like a map', { type: 'object', properties: { additionalProperties: text } }],
	['a schema by name alone', { ...named({ allOf: [{ $ref: '#/$defs/b' }] }), $defs: { b: text } }],
])('Anthropic enforces %s', async (_, schema) => {
	claude.server.answerWith('{}');
	await askClaude(schema);
	expect(claude.server.requests[0].body.output_config.format.type).toBe('json_schema');
});

test.each([
	['is open', INVOICE, undefined],
	[
		'is closed',
		{
			type: 'object',
			properties: { a: { type: 'string' } },
			required: ['a'],
			additionalProperties: false,
		},
		true,
	],
])(
	'an OpenAI-compatible server gets the schema as it is; one that %s has strict %j',
	async (_, schema, strict) => {
		await askLocal(schema as JsonSchema);
		const { response_format: format } = local.server.requests[0].body;
		expect(format.json_schema.strict).toBe(strict);
		expect(format).toMatchObject({ type: 'json_schema', json_schema: { name: 'answer', schema } });
	},
);

test('a server that does not know response_format is asked once more, in words', async () => {
	local.server.refusesSchema = true;
	local.server.answerWith(FITTING);
	const answer = await askLocal(INVOICE);
	expect(answer.json).toMatchObject({ total: 3.5 });
	expect(local.server.requests).toHaveLength(2);
	const { body } = local.server.requests[1];
	expect(body).not.toHaveProperty('response_format');
	expect(body.messages[0]).toEqual({
		role: 'system',
		content: expect.stringContaining(JSON.stringify(INVOICE)),
	});
	expect(body.messages).toHaveLength(2);
});

test('Gemini, which puts its refusal into a list, is asked once more in words too', async () => {
	const gemini = await startOpenAiServer('gemini');
	gemini.refusesSchema = true;
	gemini.answerWith(FITTING);
	const asked = ask(reach(gemini), question(gemini, { schema: INVOICE }));
	await expect(asked.finally(() => gemini.close())).resolves.toMatchObject({
		json: { total: 3.5 },
	});
	expect(gemini.requests).toHaveLength(2);
});

test('a request that is refused for something else is not repeated', async () => {
	local.server.failNext([{ status: 400 }]);
	await expect(failure(askLocal(INVOICE))).resolves.toMatchObject({
		code: 'SERVICE_REQUEST_REFUSED',
	});
	expect(local.server.requests).toHaveLength(1);
});

test.each([
	['Here you are: {"total": 1}', /asked for JSON, but its answer is none \(Unexpected token/],
	['', /its answer is none \(it is empty\)/],
	['{"total": 1, "lines": [', /its answer is none \(/],
])('%j is told to be no JSON, with its beginning and its cost', async (text, message) => {
	local.server.answerWith(text);
	const error = await failure(askLocal(INVOICE));
	expect(error).toMatchObject({
		errorClass: 'service',
		code: 'ANSWER_NOT_JSON',
		details: { model: 'gpt-4o', usage: { inputTokens: expect.any(Number) } },
	});
	expect(error.message).toMatch(message);
	expect(error.message).toContain(`It begins: ${JSON.stringify(text)}`);
});

test.each([
	['{"total": 1}', 'its beginning', "must have required property 'lines'"],
	['{"total": -1, "lines": []}', '/total', 'must be >= 0'],
	['{"total": 1, "lines": [{"name": "a"}, {"name": 2}]}', '/lines/1/name', 'must be string'],
	[
		'{"total": 1, "lines": [{"name": "a", "colour": "green"}]}',
		'/lines/0/colour',
		'["red","blue"]',
	],
	['[1]', 'its beginning', 'must be object'],
])('%s is told not to fit, and where', async (text, place, reason) => {
	local.server.answerWith(text);
	const error = await failure(askLocal(INVOICE));
	expect(error).toMatchObject({ code: 'ANSWER_OFF_SCHEMA', details: { place } });
	expect(error.message).toContain(reason);
	expect(error.message).toContain(`It begins: ${JSON.stringify(text)}`);
});

test.each([
	[
		'cut off',
		() => claude.server.answerWith('{"total": 1, "lines": [' + ' '.repeat(1000)),
		'truncated',
	],
	['refused', () => claude.server.stopReason('refusal'), 'refused'],
])('an answer that was %s is no data, and no failure', async (_, prepare, finish) => {
	prepare();
	const answer = await askClaude(INVOICE);
	expect(answer.finish).toBe(finish);
	expect(answer).not.toHaveProperty('json');
});

test.each([
	[{ type: 'objekt' }, 'type'],
	[{ type: 'object', properties: { a: { $ref: '#/$defs/b' } } }, "can't resolve reference"],
	[{ $schema: 'http://json-schema.org/draft-03/schema#' }, 'draft-03'],
	[{ $async: true }, '$async'],
])('a schema that is none is told before anything is sent: %j', async (schema, reason) => {
	const error = await failure(askLocal(schema as JsonSchema));
	expect(error).toMatchObject({ errorClass: 'input', code: 'SCHEMA_INVALID' });
	expect(error.message).toContain(reason);
	expect(local.server.requests).toEqual([]);
});

test('formats are not checked', async () => {
	local.server.answerWith('{"day": "some day"}');
	const schema = { type: 'object', properties: { day: { type: 'string', format: 'date' } } };
	await expect(askLocal(schema)).resolves.toMatchObject({ json: { day: 'some day' } });
});

test('a schema of ten thousand tokens works, and the answer is held to it', async () => {
	const names = Array.from({ length: 600 }, (_, n) => `measure_${n}`);
	const part = { type: 'number', description: 'A measure in millimetres, from the drawing.' };
	const properties = Object.fromEntries(names.map((name) => [name, part]));
	const schema = { type: 'object', properties, required: names, additionalProperties: false };
	expect(JSON.stringify(schema).length).toBeGreaterThan(40_000);
	for (const asked of [askClaude, askLocal]) {
		const answer = await asked(schema, { maximumOutputTokens: 10_000 });
		expect(Object.keys(answer.json as object)).toEqual(names);
	}
	local.server.answerWith(
		JSON.stringify({ ...Object.fromEntries(names.map((name) => [name, 1])), measure_599: 'x' }),
	);
	const error = await failure(askLocal(schema, { maximumOutputTokens: 10_000 }));
	expect(error.details).toMatchObject({ place: '/measure_599' });
	expect(error.message.length).toBeLessThan(600);
});
