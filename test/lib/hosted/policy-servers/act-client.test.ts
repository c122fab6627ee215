import { inspect } from 'node:util';
import { type ActQuestion, askAct } from '../../../../lib/hosted/policy-servers/act-client';
import { toJsonNumpy } from '../../../../lib/hosted/policy-servers/json-numpy';
import {
	doublesArray,
	numbersOf,
	type WireArray,
} from '../../../../lib/hosted/policy-servers/wire-array';
import golden from '../../../fixtures/golden/policy-wire.json';
import { serve, type Loopback } from '../../../helpers/loopback';
import {
	type DeployServer,
	startOftServer,
	startOpenVlaServer,
} from '../../../helpers/policy-servers/deploy-server';
import { failure } from '../support';

const { actRequests, actReplies } = golden;
const picture = (name: 'image' | 'wrist') => {
	const { dtype, shape, bytes } = actRequests.pictures[name];
	return toJsonNumpy({ dtype, shape, bytes: Buffer.from(bytes, 'base64') });
};
const vlaBody = {
	image: picture('image'),
	instruction: 'pick up the rüd cup',
	unnorm_key: 'bridge_orig',
};
const oftBody = {
	full_image: picture('image'),
	wrist_image: picture('wrist'),
	state: toJsonNumpy(doublesArray(actRequests.state)),
	instruction: 'open it',
};

const open: Loopback[] = [];
afterEach(async () => {
	for (const server of open.splice(0)) await server.close();
});
const started = async <Server extends Loopback>(starting: Promise<Server>): Promise<Server> => {
	const server = await starting;
	open.push(server);
	return server;
};
const ask = (
	{ url }: { url: string },
	question: Partial<ActQuestion> = {},
	server: Partial<Parameters<typeof askAct>[0]> = {},
) =>
	askAct(
		{ baseUrl: url, fetch, timeoutMs: 5000, maximumRetries: 0, ...server },
		{ body: vlaBody, failureAdvice: 'Look at the key.', ...question },
	);
const openVla = (decide: Parameters<typeof startOpenVlaServer>[0] = () => actReplies.action) =>
	started(startOpenVlaServer(decide));
/** A server that always answers this. */
const saying = (body: string, status = 200, type = 'application/json') =>
	started(serve((_, response) => response.writeHead(status, { 'content-type': type }).end(body)));

test.each([
	['openVla', vlaBody, false],
	['openVlaEncoded', vlaBody, true],
	['openVlaOft', oftBody, false],
] as const)(
	'%s: the bytes are those that json_numpy makes',
	async (name, body, isDoubleEncoded) => {
		const server = await saying(actReplies.plain);
		await ask(server, { body, isDoubleEncoded });
		const [seen] = server.seen;
		expect(seen.body.toString()).toBe(actRequests[name]);
		expect(seen).toMatchObject({ method: 'POST', url: '/act' });
		expect(seen.headers['content-type']).toBe('application/json');
	},
);

test.each([
	['plain', actReplies.plain],
	['as a text', actReplies.encoded],
])("reads Python's answer %s", async (_, text) => {
	const { value, roundTripMs } = await ask(await saying(text));
	expect(numbersOf(value as WireArray)).toEqual(actReplies.action);
	expect(roundTripMs).toBeGreaterThan(0);
});

test.each([
	['plain', actReplies.chunkPlain],
	['as a text', actReplies.chunkEncoded],
])("reads Python's chunk %s", async (_, text) => {
	const { value } = await ask(await saying(text));
	expect((value as WireArray[]).map(numbersOf)).toEqual(actReplies.chunk);
});

test.each([false, true])(
	'asks deploy.py and is answered (double encoded: %s)',
	async (isDoubleEncoded) => {
		const server = await openVla();
		const { value } = await ask(server, { isDoubleEncoded });
		expect(numbersOf(value as WireArray)).toEqual(actReplies.action);
		expect(server.questions).toEqual([
			expect.objectContaining({
				instruction: 'pick up the rüd cup',
				unnormKey: 'bridge_orig',
				isDoubleEncoded,
			}),
		]);
	},
);

test("OpenVLA-OFT's server gets pictures in their order, and answers with steps", async () => {
	const server = await started(startOftServer(() => actReplies.chunk, 2));
	const { value } = await ask(server, { body: oftBody });
	expect((value as WireArray[]).map(numbersOf)).toEqual(actReplies.chunk);
	expect(Object.keys(server.questions[0].pictures)).toEqual(['full_image', 'wrist_image']);
	expect(server.questions[0].state).toEqual(actRequests.state);
});

test('"error" with status 200 is a failure that says what usually causes it', async () => {
	const server = await openVla();
	const error = await failure(ask(server, { body: { ...vlaBody, unnorm_key: 'mine' } }));
	expect(error).toMatchObject({ errorClass: 'service', code: 'POLICY_SERVER_FAILED' });
	expect(error.message).toBe(
		`The policy server at ${server.url} failed at this question; all it tells is "error". Look at the key. The server's own log says which it is.`,
	);
});

test.each([
	['words', '"I cannot see a cup."', 200, 'POLICY_SERVER_WORDS', /I cannot see a cup/],
	['a number in a text', '"7"', 200, 'POLICY_SERVER_WORDS', /begin: 7/],
	['a web page', '<html><title>Log in</title></html>', 200, 'POLICY_REPLY_UNREADABLE', /Log in/],
	['nothing', '', 200, 'POLICY_REPLY_UNREADABLE', /no JSON: nothing/],
	['half an answer', '{"__numpy__": "AAA', 200, 'POLICY_REPLY_UNREADABLE', /no JSON/],
	[
		'a broken array',
		'{"__numpy__": "AAA", "dtype": "<f8", "shape": [7]}',
		200,
		'POLICY_REPLY_UNREADABLE',
		/bytes instead of 56/,
	],
	[
		'an abyss',
		'['.repeat(100) + ']'.repeat(100),
		200,
		'POLICY_REPLY_UNREADABLE',
		/nested too deep/,
	],
	['a flood', JSON.stringify(Array(10_000).fill(0)), 200, 'POLICY_REPLY_UNREADABLE', /too many/],
	['another entrance', '{"detail":"Not Found"}', 404, 'POLICY_PATH_UNKNOWN', /404: Not Found/],
	['a locked door', '<html><title>Who?</title></html>', 401, 'POLICY_KEY_REFUSED', /401: Who\?/],
	['a fault', 'Internal Server Error', 500, 'POLICY_SERVER_STATUS', /500: Internal Server Error/],
	['a redirect', '', 204, 'POLICY_SERVER_STATUS', /\(204\)/],
])('%s is told as such', async (_, body, status, code, words) => {
	const error = await failure(ask(await saying(body, status)));
	expect(error).toMatchObject({ errorClass: 'service', code });
	expect(error.message).toMatch(words);
});

test('more than any action has is not read to its end', async () => {
	const error = await failure(ask(await saying(' '.repeat(17 * 1024 * 1024), 200)));
	expect(error).toMatchObject({
		errorClass: 'network',
		code: 'POLICY_REPLY_TOO_LARGE',
		details: { maximumBytes: 16 * 1024 * 1024 },
	});
});

test('a body that the server does not take (422) is told with its words', async () => {
	const server = await openVla();
	const error = await failure(ask(server, { body: [] as never }));
	expect(error).toMatchObject({ code: 'POLICY_REQUEST_REFUSED', details: { status: 422 } });
	expect(error.message).toContain('422: body: Input should be a valid dictionary');
});

test('what came half is not asked again: the question may have been acted upon', async () => {
	const server = await openVla();
	server.tricks.push((response) => {
		response.writeHead(200, { 'content-length': '500' });
		response.write('{"__num');
		setTimeout(() => response.destroy(), 20);
	});
	const error = await failure(ask(server, {}, { maximumRetries: 5 }));
	expect(error).toMatchObject({ errorClass: 'network', code: 'SERVICE_CUT' });
	expect(server.seen).toHaveLength(1);
});

test.each([500, 503, 429])('nor is what failed with %i', async (status) => {
	const server = await openVla();
	server.tricks.push((response) => response.writeHead(status).end());
	await failure(ask(server, {}, { maximumRetries: 5 }));
	expect(server.seen).toHaveLength(1);
});

test('where nothing listens it tries again, and no oftener than asked', async () => {
	const first = await startOpenVlaServer(() => actReplies.action);
	await first.close();
	const tried: unknown[] = [];
	const counting: typeof fetch = (url, init) => {
		tried.push(url);
		return fetch(url, init);
	};
	const error = await failure(ask(first, {}, { fetch: counting, maximumRetries: 1 }));
	expect(error).toMatchObject({ errorClass: 'network', code: 'SERVICE_UNREACHABLE' });
	expect(error.message).toContain(first.url);
	expect(tried).toHaveLength(2);
});

test('a picture that grew too old while nothing listened is not asked about any more', async () => {
	const first = await startOpenVlaServer(() => actReplies.action);
	await first.close();
	let tries = 0;
	const freshness = { capturedAtMs: Date.now(), maximumAgeMs: 600_000 };
	const counting: typeof fetch = (url, init) => {
		tries++;
		// Still fresh, but not until the next try.
		freshness.capturedAtMs = Date.now() - freshness.maximumAgeMs + 1;
		return fetch(url, init);
	};
	const error = await failure(ask(first, { freshness }, { fetch: counting, maximumRetries: 5 }));
	expect(error.code).toBe('SERVICE_UNREACHABLE');
	expect(tries).toBe(1);
});

test('one that is too old already is not sent', async () => {
	const server = await openVla();
	const freshness = { capturedAtMs: Date.now() - 1000, maximumAgeMs: 500 };
	const error = await failure(ask(server, { freshness }));
	expect(error).toMatchObject({ errorClass: 'input', code: 'POLICY_OBSERVATION_STALE' });
	expect(server.seen).toEqual([]);
});

test('too slow an answer is given up, and does not answer the next question', async () => {
	const server = await openVla((question) => (question.instruction === 'slow' ? [1] : [2]));
	server.tricks.push((response) => {
		setTimeout(() => response.end(JSON.stringify('late')), 400);
	});
	const error = await failure(ask(server, {}, { timeoutMs: 100 }));
	expect(error).toMatchObject({ errorClass: 'network', code: 'POLICY_TIMEOUT' });
	expect(error.message).toContain('after 100 milliseconds');
	const { value } = await ask(server);
	expect(numbersOf(value as WireArray)).toEqual([2]);
});

test('a stop ends it at once', async () => {
	const server = await openVla();
	const stop = new AbortController();
	server.tricks.push(() => stop.abort());
	const error = await failure(ask(server, { signal: stop.signal }, { timeoutMs: 60_000 }));
	expect(error.code).toBe('CANCELLED');
});

test('the key is in its header, and in no error', async () => {
	const KEY = 'robots-own-key';
	const server = await started(
		serve((request, response) =>
			response.writeHead(401).end(`bad key ${String(request.headers.authorization)}`),
		),
	);
	const error = await failure(ask(server, {}, { apiKey: KEY }));
	const [{ headers, url, body }] = server.seen;
	expect(headers.authorization).toBe(`Bearer ${KEY}`);
	expect(url + body.toString()).not.toContain(KEY);
	expect(inspect(error, { depth: 9 })).not.toContain(KEY);
	expect(error.message).toContain('(401: bad key Bearer ***)');
});

test('a key that is none is refused before it is sent', async () => {
	const server = await openVla();
	const error = await failure(ask(server, {}, { apiKey: 'two\nlines' }));
	expect(error).toMatchObject({ errorClass: 'input', code: 'POLICY_KEY_MALFORMED' });
	expect(server.seen).toEqual([]);
});

test.each(['ws://localhost:8000', 'localhost:8000', 'http://user:secret@localhost', ''])(
	'the address "%s" is refused without being repeated',
	async (baseUrl) => {
		const error = await failure(ask({ url: baseUrl }));
		expect(error).toMatchObject({ errorClass: 'input', code: 'POLICY_ADDRESS_INVALID' });
		expect(error.message).not.toContain('secret');
	},
);

test('an address with a path is taken as it is', async () => {
	const server = (await saying(actReplies.plain)) as DeployServer;
	await ask({ url: `${server.url}/robots/1/act?fast=1` });
	expect(server.seen[0].url).toBe('/robots/1/act?fast=1');
});
