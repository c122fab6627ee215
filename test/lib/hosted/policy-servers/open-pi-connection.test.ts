import { createServer, type IncomingMessage } from 'node:http';
import { inspect } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';
import { throwIfStale } from '../../../../lib/hosted/policy-servers/while-refused';
import {
	OpenPiConnection,
	type OpenPiQuestion,
	type OpenPiServer,
} from '../../../../lib/hosted/policy-servers/open-pi-connection';
import { decodeMessage } from '../../../../lib/hosted/policy-servers/msgpack-decode';
import { encodeMessage } from '../../../../lib/hosted/policy-servers/msgpack-encode';
import { numbersOf, type WireArray } from '../../../../lib/hosted/policy-servers/wire-array';
import golden from '../../../fixtures/golden/policy-wire.json';
import {
	type OpenPiTestServer,
	packSteps,
	raise,
	reach,
	startOpenPiServer,
} from '../../../helpers/policy-servers/open-pi-server';
import { failure } from '../support';

const bytes = (base64: string) => Buffer.from(base64, 'base64');
/** Answers with the question's own number, so that a wrong answer shows. */
const echo = (_: number, question: Buffer) => {
	const { step } = decodeMessage(question) as { step: number };
	return packSteps([[step]]);
};

let server: OpenPiTestServer;
let connection: OpenPiConnection;
const start = async (script: Partial<Parameters<typeof startOpenPiServer>[0]> = {}) =>
	(server = await startOpenPiServer({ reply: echo, ...script }));
beforeEach(() => (connection = new OpenPiConnection()));
afterEach(async () => {
	connection.close();
	await server.close();
});

const way = (changes: Partial<OpenPiServer> = {}) => reach(server.url, changes);
const ask = (
	step: number,
	changes: Partial<OpenPiServer> = {},
	question: Partial<OpenPiQuestion> = {},
) => connection.ask(way(changes), { message: { step }, ...question });
const stepOf = async (asked: ReturnType<typeof ask>) =>
	numbersOf((await asked).reply.actions as WireArray)[0];

test("openpi's own bytes are understood, its greeting among them", async () => {
	await start({
		reply: () => bytes(golden.replies.float32),
		greeting: bytes(golden.replies.metadataFull),
	});
	const { reply, metadata, roundTripMs } = await ask(1);
	expect(numbersOf(reply.actions as WireArray)).toEqual(golden.replies.actions.numbers);
	expect(metadata).toEqual({ reset_pose: [0, -1.5, 1.5], action_dim: 7 });
	expect(roundTripMs).toBeGreaterThan(0);
});

test('one connection serves many questions, one after the other, each with its own answer', async () => {
	await start();
	const answers = await Promise.all([3, 1, 2].map((step) => stepOf(ask(step))));
	expect(answers).toEqual([3, 1, 2]);
	expect(server.connections).toHaveLength(1);
	const steps = server.questions.map((question) => decodeMessage(question));
	expect(steps).toEqual([{ step: 3 }, { step: 1 }, { step: 2 }]);
});

test('nothing is compressed; the key is in its header alone, and in no error', async () => {
	await start();
	const KEY = 'robots-own-key';
	server.tricks.push(raise(`Traceback\nKeyError: the key ${KEY} of Api-Key`));
	const error = await failure(ask(1, { apiKey: KEY, path: '/v1/realtime/robot/openpi' }));
	const [headers] = server.connections;
	expect(headers.authorization).toBe(`Api-Key ${KEY}`);
	expect(headers['sec-websocket-extensions']).toBeUndefined();
	expect(server.paths).toEqual(['/v1/realtime/robot/openpi']);
	expect(server.questions[0].toString('latin1')).not.toContain(KEY);
	expect(inspect(error, { depth: 9 })).not.toContain(KEY);
});

test('without a key there is no such header', async () => {
	await start();
	await ask(1, { apiKey: ' ' });
	expect(server.connections[0].authorization).toBeUndefined();
});

test('a traceback becomes an error with its last line, and the next question connects anew', async () => {
	await start();
	const traceback = `Traceback (most recent call last):\n  File "server.py", line 5\nKeyError: 'observation/image'\n`;
	server.tricks.push(raise(traceback));
	const error = await failure(ask(1));
	expect(error).toMatchObject({ errorClass: 'service', code: 'POLICY_SERVER_RAISED' });
	expect(error.message).toContain("failed at this question (KeyError: 'observation/image').");
	expect(await stepOf(ask(2))).toBe(2);
	expect(server.connections).toHaveLength(2);
});

test('a server that goes in mid-episode is an error now; the next question connects anew, with a new greeting', async () => {
	await start();
	expect(await stepOf(ask(1))).toBe(1);
	server.tricks.push((socket) => socket.terminate());
	const error = await failure(ask(2));
	expect(error).toMatchObject({ errorClass: 'network', code: 'POLICY_CONNECTION_LOST' });
	const port = Number(new URL(server.url).port);
	await server.close();
	await expect(failure(ask(3))).resolves.toMatchObject({ code: 'SERVICE_UNREACHABLE' });
	await start({ port, greeting: bytes(golden.replies.metadataFull) });
	const { reply, metadata } = await ask(4);
	expect(numbersOf(reply.actions as WireArray)).toEqual([4]);
	expect(metadata.action_dim).toBe(7);
	expect(server.questions).toHaveLength(1);
});

test('a connection that the server closed while nobody asked is made anew without a word', async () => {
	await start();
	await ask(1);
	server.cut();
	await wait(50);
	expect(await stepOf(ask(2))).toBe(2);
	expect(server.connections).toHaveLength(2);
});

test('an answer that comes too late is not given to the next question', async () => {
	await start();
	await ask(1);
	server.tricks.push((_, answer) => setTimeout(answer, 300));
	const error = await failure(ask(2, { timeoutMs: 100 }));
	expect(error).toMatchObject({ errorClass: 'network', code: 'POLICY_TIMEOUT' });
	expect(await stepOf(ask(3))).toBe(3);
	await wait(300);
	expect(await stepOf(ask(4))).toBe(4);
	expect(server.connections).toHaveLength(2);
});

test('two answers to one question end the connection: the second one answers nothing', async () => {
	await start();
	server.tricks.push((_, answer) => {
		answer();
		answer();
	});
	expect(await stepOf(ask(1))).toBe(1);
	await wait(50);
	expect(await stepOf(ask(2))).toBe(2);
	expect(server.connections).toHaveLength(2);
});

test('a stop ends a question at once, and its answer reaches nobody', async () => {
	await start();
	const stop = new AbortController();
	server.tricks.push((_, answer) => {
		stop.abort();
		setTimeout(answer, 100);
	});
	const error = await failure(ask(1, { timeoutMs: 60_000 }, { signal: stop.signal }));
	expect(error.code).toBe('CANCELLED');
	expect(await stepOf(ask(2))).toBe(2);
});

test('a stop while others are asked before leaves the line, not their connection', async () => {
	await start();
	const stop = new AbortController();
	server.tricks.push((_, answer) => {
		stop.abort();
		setTimeout(answer, 50);
	});
	const first = stepOf(ask(1));
	const second = failure(ask(2, {}, { signal: stop.signal }));
	expect((await second).code).toBe('CANCELLED');
	expect(await first).toBe(1);
	expect(server.connections).toHaveLength(1);
	expect(server.questions).toHaveLength(1);
});

test('a stop ends connecting to who says nothing, and to an address that is never judged', async () => {
	await start({ greeting: null });
	for (const passage of [() => Promise.resolve({}), () => new Promise<never>(() => {})]) {
		const stop = new AbortController();
		const asked = failure(ask(1, { passage, timeoutMs: 60_000 }, { signal: stop.signal }));
		setTimeout(() => stop.abort(), 50);
		expect((await asked).code).toBe('CANCELLED');
	}
});

test.each([
	['words first', { greeting: 'hello' }, 'POLICY_GREETING_WRONG', /words instead of data/],
	['a number first', { greeting: Uint8Array.of(7) }, 'POLICY_GREETING_WRONG', /tells nothing/],
	['no message', { greeting: Uint8Array.of(0xc1) }, 'POLICY_REPLY_UNREADABLE', /unknown kind/],
	[
		'a list for an answer',
		{ reply: () => Uint8Array.of(0x90) },
		'POLICY_REPLY_UNREADABLE',
		/no named/,
	],
	[
		'half an answer',
		{ reply: () => encodeMessage({ a: 1 }).subarray(0, 2) },
		'POLICY_REPLY_UNREADABLE',
		/too early/,
	],
	['a flood', { reply: () => new Uint8Array(17 * 1024 * 1024) }, 'POLICY_REPLY_TOO_LARGE', /17 MB/],
])('%s is told as such', async (_, script, code, words) => {
	await start(script);
	const error = await failure(ask(1));
	expect(error.code).toBe(code);
	expect(error.message).toMatch(words);
});

test('who greets with nothing is given up in time', async () => {
	await start({ greeting: null });
	expect((await failure(ask(1, { timeoutMs: 100 }))).code).toBe('POLICY_TIMEOUT');
});

describe('a server that opens no WebSocket', () => {
	const KEY = 'robots-own-key';
	async function refusedBy(answers: Record<string, [status: number, body: string]>) {
		await start();
		const seen: IncomingMessage[] = [];
		const http = createServer((request, response) => {
			seen.push(request);
			const [status, body] = answers[request.url ?? ''] ?? [404, 'no such page'];
			response.writeHead(status).end(body);
		});
		await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
		const { port } = http.address() as { port: number };
		const baseUrl = `http://127.0.0.1:${port}`;
		const error = await failure(ask(1, { baseUrl, fetch, apiKey: KEY }));
		http.closeAllConnections();
		await new Promise((resolve) => http.close(resolve));
		return { error, seen };
	}

	test('is told with its status; where that says enough, its health is not asked', async () => {
		const { error, seen } = await refusedBy({ '/': [403, 'no robots'] });
		expect(error).toMatchObject({ errorClass: 'service', code: 'POLICY_KEY_REFUSED' });
		expect(error.message).toContain('(403: no robots)');
		expect(seen).toHaveLength(1);
	});

	test('but is alive stands behind a proxy', async () => {
		const { error, seen } = await refusedBy({ '/healthz': [200, 'OK\n'] });
		expect(error).toMatchObject({ errorClass: 'service', code: 'POLICY_SOCKET_BLOCKED' });
		expect(error.message).toContain('is alive at ws://127.0.0.1');
		expect(error.message).toContain('opens (404: no such page). A proxy');
		expect(seen[1].headers.authorization).toBe(`Api-Key ${KEY}`);
		expect(inspect(error, { depth: 9 })).not.toContain(KEY);
	});

	test.each([
		['says nothing of its health', {}],
		['has a page for everything', { '/healthz': [200, '<html>Hello'] as [number, string] }],
	])('and %s is none', async (_, answers) => {
		const { error } = await refusedBy(answers);
		expect(error).toMatchObject({ code: 'POLICY_PATH_UNKNOWN' });
	});
});

test('where nothing listens it tries again while the picture is fresh', async () => {
	await start();
	const port = Number(new URL(server.url).port);
	await server.close();
	const asked = stepOf(ask(5, { maximumRetries: 4 }));
	await wait(100);
	await start({ port });
	expect(await asked).toBe(5);
	await server.close();
	const freshness = { capturedAtMs: Date.now(), maximumAgeMs: 600_000 };
	const passage = async () => {
		// Still fresh, but not until the next try.
		freshness.capturedAtMs = Date.now() - freshness.maximumAgeMs + 1;
		return await Promise.resolve({});
	};
	connection.close();
	const error = await failure(ask(6, { maximumRetries: 50, passage }, { freshness }));
	expect(error.code).toBe('SERVICE_UNREACHABLE');
});

test('a picture that grew too old in the line is not asked about', async () => {
	await start();
	server.tricks.push((_, answer) => setTimeout(answer, 150));
	const first = stepOf(ask(1));
	const freshness = { capturedAtMs: Date.now(), maximumAgeMs: 100 };
	const error = await failure(ask(2, {}, { freshness }));
	expect(error.code).toBe('POLICY_OBSERVATION_STALE');
	expect(await first).toBe(1);
	expect(server.questions).toHaveLength(1);
	expect(() => throwIfStale({ capturedAtMs: Date.now(), maximumAgeMs: 600_000 })).not.toThrow();
});
