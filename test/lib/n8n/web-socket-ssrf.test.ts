// n8n reads them once, when its services are first asked for.
process.env.N8N_SSRF_PROTECTION_ENABLED = 'true';
process.env.N8N_SSRF_ALLOWED_HOSTNAMES = 'localhost';

import type { LookupFunction } from 'node:net';
import { OpenPiConnection } from '../../../lib/hosted/policy-servers/open-pi-connection';
import { webSocketPassage } from '../../../lib/n8n/web-socket';
import { n8nHttp } from '../../helpers/n8n-http';
import {
	type OpenPiTestServer,
	packSteps,
	startOpenPiServer,
} from '../../helpers/policy-servers/open-pi-server';

const n8n = n8nHttp();
const SENTENCE = 'The request was blocked because it resolves to a restricted IP address';

let server: OpenPiTestServer;
let port: string;
const connection = new OpenPiConnection();
beforeAll(async () => {
	server = await startOpenPiServer({ reply: () => packSteps([[1]]) });
	port = new URL(server.url).port;
});
afterAll(async () => {
	connection.close();
	await server.close();
});
const ask = (baseUrl: string, passage = webSocketPassage(n8n)) =>
	connection.ask(
		{ baseUrl, passage, timeoutMs: 5000, maximumRetries: 0 },
		{ message: { prompt: 'go' } },
	);

it.each([
	['127.0.0.1', () => server.url],
	['IPv6', () => `ws://[::1]:${port}`],
	['the metadata address', () => 'ws://169.254.169.254/'],
	['a private network', () => 'wss://10.0.0.8/'],
])("a policy server's address is refused in n8n's words: %s", async (_, address) => {
	await expect(ask(address())).rejects.toMatchObject({
		errorClass: 'network',
		code: 'REQUEST_BLOCKED',
		message: expect.stringContaining(SENTENCE),
	});
	expect(server.connections).toEqual([]);
});

it('what n8n allows is connected to', async () => {
	await expect(ask(`ws://localhost:${port}`)).resolves.toMatchObject({ metadata: {} });
	expect(server.connections).toHaveLength(1);
	connection.close();
});

it('a name that leads elsewhere once it is connected to is refused then', async () => {
	const filter = n8n.helpers.getSecureEgressFilter();
	const real = filter.createSecureLookup();
	const elsewhere: LookupFunction = (_, options, done) => real('10.0.0.8', options, done);
	const validateUrl = async () => ({ ok: true });
	const fickle = { ...filter, validateUrl, createSecureLookup: () => elsewhere };
	const passage = webSocketPassage({ helpers: { getSecureEgressFilter: () => fickle as never } });
	await expect(ask('ws://some-robot.invalid:8000', passage)).rejects.toMatchObject({
		code: 'REQUEST_BLOCKED',
		message: expect.stringContaining(SENTENCE),
	});
});

it('a name that nobody knows is told as such', async () => {
	await expect(ask('ws://some-robot.invalid:8000')).rejects.toMatchObject({
		errorClass: 'network',
		code: 'SERVICE_UNREACHABLE',
	});
});

it('an n8n that cannot judge WebSockets connects to nothing while it protects addresses', async () => {
	const old = webSocketPassage({ helpers: {} });
	await expect(ask(`ws://localhost:${port}`, old)).rejects.toMatchObject({
		code: 'REQUEST_BLOCKED',
		message: expect.stringContaining('Update n8n.'),
	});
	process.env.N8N_SSRF_PROTECTION_ENABLED = 'false';
	await expect(ask(`ws://localhost:${port}`, old)).resolves.toMatchObject({ metadata: {} });
});
