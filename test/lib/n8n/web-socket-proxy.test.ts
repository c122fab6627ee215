import { createRequire } from 'node:module';
import http, { createServer, request as forward, type Server } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { OpenPiConnection } from '../../../lib/hosted/policy-servers/open-pi-connection';
import { webSocketPassage } from '../../../lib/n8n/web-socket';
import { n8nHttp } from '../../helpers/n8n-http';
import {
	type OpenPiTestServer,
	packSteps,
	startOpenPiServer,
} from '../../helpers/policy-servers/open-pi-server';

const n8n = n8nHttp();
const { installGlobalProxyAgent } = createRequire(require.resolve('n8n-core'))(
	'@n8n/backend-network',
) as Record<string, () => void>;
const environment = { ...process.env };
const agents = { http: http.globalAgent, https: https.globalAgent };

let server: OpenPiTestServer;
let proxy: Server;
const asked: string[] = [];
const connection = new OpenPiConnection();

/** Passes the upgrade on to the server, whatever the name. */
beforeAll(async () => {
	server = await startOpenPiServer({ reply: () => packSteps([[1]]) });
	proxy = createServer();
	proxy.on('upgrade', (incoming, client) => {
		asked.push(incoming.url!);
		const target = new URL(server.url.replace('ws', 'http'));
		const { hostname, port } = target;
		const { headers } = incoming;
		const sent = forward({ hostname, port, path: '/', headers, agent: agents.http });
		sent.on('upgrade', ({ headers, statusCode, statusMessage }, upstream, head) => {
			const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`);
			client.write(`HTTP/1.1 ${statusCode} ${statusMessage}\r\n${lines.join('\r\n')}\r\n\r\n`);
			client.write(head);
			upstream.pipe(client).pipe(upstream);
			upstream.on('error', () => client.destroy());
			client.on('error', () => upstream.destroy());
		});
		sent.end();
	});
	await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
	for (const name of Object.keys(process.env)) {
		if (/^(https?|all|no)_proxy$/i.test(name)) delete process.env[name];
	}
	process.env.HTTP_PROXY = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
	installGlobalProxyAgent();
});
afterAll(async () => {
	connection.close();
	http.globalAgent = agents.http;
	https.globalAgent = agents.https;
	process.env = environment;
	await server.close();
	proxy.closeAllConnections();
	await new Promise((resolve) => proxy.close(resolve));
});

const ask = (baseUrl: string) =>
	connection.ask(
		{ baseUrl, passage: webSocketPassage(n8n), timeoutMs: 5000, maximumRetries: 0 },
		{ message: { prompt: 'go' } },
	);

it("goes through n8n's proxy, which alone knows the name", async () => {
	await expect(ask('ws://some-robot.invalid:8000/pi')).resolves.toMatchObject({ metadata: {} });
	expect(asked).toEqual(['http://some-robot.invalid:8000/pi']);
	connection.close();
});

it('what NO_PROXY names does not', async () => {
	process.env.NO_PROXY = '127.0.0.1';
	asked.length = 0;
	await expect(ask(server.url)).resolves.toMatchObject({ metadata: {} });
	expect(asked).toEqual([]);
});
