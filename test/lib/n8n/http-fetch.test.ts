import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { IExecuteFunctions } from 'n8n-workflow';
import { fetchThroughN8n } from '../../../lib/n8n/http-fetch';
import { runItems, type ItemRun } from '../../../lib/n8n/run-items';
import { serve, type Loopback, type SeenRequest } from '../../helpers/loopback';
import { n8nHttp } from '../../helpers/n8n-http';

const KEY = 'sk-very-secret-key';
const headers = { authorization: `Bearer ${KEY}`, 'x-api-key': KEY };
const fetch = fetchThroughN8n(n8nHttp());

let server: Loopback;
let answer: (request: SeenRequest, response: ServerResponse) => unknown;
beforeAll(async () => {
	server = await serve(async (request, response) => await answer(request, response));
});
afterAll(async () => await server.close());
beforeEach(() => {
	server.seen.length = 0;
	answer = (_, response) => response.end('{}');
});

const failureOf = async (work: Promise<unknown>): Promise<Error & { code?: string }> =>
	await work.then(
		() => {
			throw new Error('Expected a failure, and there was none.');
		},
		(error) => error,
	);

const expectClean = (error: unknown) => {
	const everything = inspect(error, { depth: 10, showHidden: true, getters: true });
	expect(everything).not.toContain(KEY);
};

describe('what is sent', () => {
	it('is a text as it stands, with its headers', async () => {
		const body = '{ "spaces" :  "stay", "emoji": "🦜" } ';
		const type = { 'content-type': 'application/json' };
		await fetch(server.url, { method: 'post', body, headers: { ...headers, ...type } });
		const [seen] = server.seen;
		expect(seen).toMatchObject({ method: 'POST', headers: { ...headers, ...type } });
		expect(seen.body.toString()).toBe(body);
		expect(seen.headers['content-length']).toBe(String(Buffer.byteLength(body)));
	});

	it('may be a Request', async () => {
		await fetch(new Request(server.url, { method: 'PUT', body: 'hello', headers }));
		expect(server.seen[0]).toMatchObject({ method: 'PUT', headers });
		expect(server.seen[0].body.toString()).toBe('hello');
	});
});

describe('what comes back', () => {
	it.each([200, 404, 429, 529])('has the status %i and all headers', async (status) => {
		const sent = { 'retry-after': '7', 'request-id': 'req_1', 'set-cookie': ['a=1', 'b=2'] };
		answer = (_, response) => response.writeHead(status, sent).end('{"found":true}');
		const response = await fetch(new URL(server.url));
		expect(response.status).toBe(status);
		expect(response.headers.get('retry-after')).toBe('7');
		expect(response.headers.get('request-id')).toBe('req_1');
		expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
		expect(await response.json()).toEqual({ found: true });
	});

	it('may have no body', async () => {
		answer = (_, response) => response.writeHead(204).end();
		const response = await fetch(server.url, { method: 'DELETE' });
		expect(response).toMatchObject({ status: 204, body: null });
	});

	it.each([
		['gzip', gzipSync],
		['br', brotliCompressSync],
	])('is unpacked once (%s)', async (encoding, pack) => {
		const text = JSON.stringify({ text: 'parrot '.repeat(1000) });
		answer = (_, response) =>
			response.writeHead(200, { 'content-encoding': encoding }).end(pack(text));
		const response = await fetch(server.url);
		expect(response.headers.has('content-encoding')).toBe(false);
		expect(response.headers.has('content-length')).toBe(false);
		expect(await response.text()).toBe(text);
	});

	it('comes as it is sent', async () => {
		let go: () => void = () => undefined;
		const gone = new Promise<void>((resolve) => (go = resolve));
		answer = async (_, response) => {
			response.write('first');
			await gone;
			response.end('second');
		};
		const reader = (await fetch(server.url)).body!.getReader();
		expect(Buffer.from((await reader.read()).value!).toString()).toBe('first');
		go();
		expect(Buffer.from((await reader.read()).value!).toString()).toBe('second');
		expect((await reader.read()).done).toBe(true);
	});

	it('ends the connection when it is not wanted any more', async () => {
		const closed = new Promise<void>((resolve) => {
			answer = (_, response) => {
				response.write('first');
				response.on('close', resolve);
			};
		});
		await (await fetch(server.url)).body!.cancel();
		await closed;
	});

	it('is a redirect, not what it leads to: no key goes to another host', async () => {
		const other = await serve((_, response) => response.end());
		answer = (_, response) => response.writeHead(307, { location: other.url }).end();
		const response = await fetch(server.url, { method: 'POST', body: '{}', headers });
		expect(response.status).toBe(307);
		expect(response.headers.get('location')).toBe(other.url);
		expect(other.seen).toEqual([]);
		await other.close();
	});
});

describe('failures', () => {
	it.each([false, true])(
		'reject the reader of a body that breaks off (packed: %s)',
		async (packed) => {
			answer = (_, response) => {
				const head = packed ? { 'content-encoding': 'gzip' } : {};
				response.writeHead(200, { ...head, 'content-length': 100_000 });
				const start = packed ? gzipSync('{"text":').subarray(0, 15) : '{"text":';
				response.write(start, () => setImmediate(() => response.destroy()));
			};
			const response = await fetch(server.url, { headers });
			const error = await failureOf(response.text());
			expect(error.code).toBe('ECONNRESET');
			expectClean(error);
		},
	);

	it('name what happened and hold no key', async () => {
		const error = await failureOf(fetch('http://127.0.0.1:1/v1', { headers }));
		expect(error).toMatchObject({ name: 'RequestFailure', code: 'ECONNREFUSED' });
		expect(error.message).toContain('ECONNREFUSED');
		expectClean(error);
		answer = (_, response) => response.destroy();
		const cut = await failureOf(fetch(server.url, { headers }));
		expect(cut).toMatchObject({ code: 'ECONNRESET' });
		expectClean(cut);
	});
});

describe('the signal', () => {
	const abortOf = async (work: Promise<unknown>) => {
		const error = await failureOf(work);
		expect(error).toBeInstanceOf(Error);
		expect(error.name).toBe('AbortError');
		expectClean(error);
	};

	it('sends nothing where it has fired', async () => {
		await abortOf(fetch(server.url, { headers, signal: AbortSignal.abort() }));
		expect(server.seen).toEqual([]);
	});

	it('ends waiting for an answer, and the connection', async () => {
		const controller = new AbortController();
		const closed = new Promise<void>((resolve) => {
			answer = (_, response) => {
				response.on('close', resolve);
				controller.abort(new Error('any reason'));
			};
		});
		await abortOf(fetch(server.url, { headers, signal: controller.signal }));
		await closed;
	});

	it.each([false, true])('ends a body on its way (packed: %s)', async (packed) => {
		const controller = new AbortController();
		let closed: Promise<unknown> = Promise.resolve();
		answer = (_, response) => {
			if (packed) response.setHeader('content-encoding', 'gzip');
			response.write(packed ? gzipSync('first').subarray(0, 12) : 'first');
			closed = once(response, 'close');
		};
		const { signal } = controller;
		const reading = (await fetch(server.url, { headers, signal })).text();
		setImmediate(() => controller.abort());
		await abortOf(reading);
		await closed;
	});

	it('ends a body nobody reads yet', async () => {
		const controller = new AbortController();
		answer = (_, response) => response.write('first');
		const response = await fetch(server.url, { headers, signal: controller.signal });
		controller.abort();
		await abortOf(response.text());
	});

	it('ends a look-up that does not listen', async () => {
		const controller = new AbortController();
		const never = fetchThroughN8n({ helpers: { httpRequest: () => new Promise(() => undefined) } });
		const waiting = never(server.url, { signal: controller.signal });
		setImmediate(() => controller.abort());
		await abortOf(waiting);
	});

	it('ends the requests of all items on their way when the run is stopped', async () => {
		const controller = new AbortController();
		const closed: Array<Promise<unknown>> = [];
		answer = (_, response) => {
			closed.push(once(response, 'close'));
			if (closed.length === 4) controller.abort();
		};
		const context = {
			getInputData: () => Array.from({ length: 100 }, () => ({ json: {} })),
			getExecutionCancelSignal: () => controller.signal,
			getExecutionId: () => '1',
			continueOnFail: () => true,
		} as unknown as IExecuteFunctions;
		const action = async ({ signal }: ItemRun) => {
			await fetch(server.url, { signal });
			return [];
		};
		await expect(runItems(context, action, { atOnce: 4 })).rejects.toMatchObject({
			name: 'ManualExecutionCancelledError',
		});
		await Promise.all(closed);
		expect(server.seen).toHaveLength(4);
	});
});
