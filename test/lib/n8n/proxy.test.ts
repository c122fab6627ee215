import Anthropic from '@anthropic-ai/sdk';
import { createServer, request as forward, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import OpenAI from 'openai';
import { text } from 'node:stream/consumers';
import { fetchThroughN8n } from '../../../lib/n8n/http-fetch';
import type { ItemRun } from '../../../lib/n8n/run-items';
import { openUrl } from '../../../lib/n8n/url-input';
import { serve, type Loopback } from '../../helpers/loopback';
import { n8nHttp } from '../../helpers/n8n-http';

const http = n8nHttp();
const environment = { ...process.env };
/** The name exists only behind the proxy. */
const NAME = 'some-name.invalid';

let server: Loopback;
let proxy: Server;
const asked: string[] = [];

beforeAll(async () => {
	server = await serve((_, response) =>
		response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":[]}'),
	);
	proxy = createServer((incoming, outgoing) => {
		asked.push(incoming.url!);
		const { pathname, search } = new URL(incoming.url!);
		const { method, headers } = incoming;
		const sent = forward(`${server.url}${pathname}${search}`, { method, headers }, (answer) => {
			outgoing.writeHead(answer.statusCode!, answer.headers);
			answer.pipe(outgoing);
		});
		incoming.pipe(sent);
	});
	await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
	await server.close();
	proxy.closeAllConnections();
	await new Promise((resolve) => proxy.close(resolve));
});
beforeEach(() => {
	asked.length = 0;
	for (const name of Object.keys(process.env)) {
		if (/^(https?|all|no)_proxy$/i.test(name)) delete process.env[name];
	}
	process.env.HTTP_PROXY = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
});
afterAll(() => (process.env = environment));

it('calls of both official clients go through the proxy', async () => {
	const options = { apiKey: 'key', fetch: fetchThroughN8n(http), maxRetries: 0 };
	await new OpenAI({ ...options, baseURL: `http://${NAME}/v1` }).models.list();
	await new Anthropic({ ...options, baseURL: `http://${NAME}:8080` }).models.list();
	expect(asked).toEqual([`http://${NAME}/v1/models`, `http://${NAME}:8080/v1/models`]);
	expect(server.seen).toHaveLength(2);
});

it('files by their address come through the proxy', async () => {
	const run = { context: http, itemIndex: 0, folder: '' } as unknown as ItemRun;
	const { stream, fileName } = await openUrl(run, `http://${NAME}/pictures/cat.png?size=2`);
	expect(await text(stream)).toBe('{"data":[]}');
	expect(fileName).toBe('cat.png');
	expect(asked).toEqual([`http://${NAME}/pictures/cat.png?size=2`]);
});

it('what NO_PROXY names does not', async () => {
	process.env.NO_PROXY = '127.0.0.1';
	const response = await fetchThroughN8n(http)(`${server.url}/v1/models`);
	expect(await response.json()).toEqual({ data: [] });
	expect(asked).toEqual([]);
});

it('a proxy that is not there is a failure to reach the service', async () => {
	process.env.HTTP_PROXY = 'http://127.0.0.1:1';
	await expect(fetchThroughN8n(http)(`http://${NAME}/v1/models`)).rejects.toMatchObject({
		name: 'RequestFailure',
		code: 'ECONNREFUSED',
	});
});
