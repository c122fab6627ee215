import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ICredentialType } from 'n8n-workflow';
import { MultimodalAnthropicApi } from '../../credentials/MultimodalAnthropicApi.credentials';
import { MultimodalHuggingFaceApi } from '../../credentials/MultimodalHuggingFaceApi.credentials';
import { MultimodalOpenAiApi } from '../../credentials/MultimodalOpenAiApi.credentials';
import { MultimodalPolicyServerApi } from '../../credentials/MultimodalPolicyServerApi.credentials';
import { testCredential } from '../helpers/credential-test';
import { serve, type Loopback } from '../helpers/loopback';
import packageJson from '../../package.json';

const types: ICredentialType[] = [
	new MultimodalAnthropicApi(),
	new MultimodalHuggingFaceApi(),
	new MultimodalOpenAiApi(),
	new MultimodalPolicyServerApi(),
];
const ADDRESSES = ['baseUrl', 'url'];
const dist = path.join(__dirname, '../../dist/credentials');

let server: Loopback;
beforeAll(async () => {
	server = await serve(({ headers }, response) => {
		const key = headers['x-api-key'] ?? headers.authorization;
		response.writeHead(key && !String(key).endsWith('right') ? 401 : 200).end('{}');
	});
});
afterAll(async () => await server.close());
beforeEach(() => (server.seen.length = 0));

describe.each(types.map((type) => [type.displayName, type] as const))('%s', (_, type) => {
	it('is part of the package, with its icons', () => {
		const file = `${type.constructor.name}.credentials.js`;
		expect(packageJson.n8n.credentials).toContain(`dist/credentials/${file}`);
		const { light, dark } = type.icon as { light: string; dark: string };
		for (const name of [file, light, dark].map((icon) => icon.replace('file:', ''))) {
			expect(existsSync(path.join(dist, name))).toBe(true);
		}
	});

	it('explains each field, hides its secret and leads to help', () => {
		expect(type.documentationUrl).toMatch(/^https:/);
		for (const { name, description, typeOptions } of type.properties) {
			expect(description!.length).toBeGreaterThan(60);
			expect(Boolean(typeOptions?.password)).toBe(!ADDRESSES.includes(name));
		}
	});
});

describe('the test of Anthropic', () => {
	const type = new MultimodalAnthropicApi();

	it.each(['', '/', '/v1', '/v1/'])('lists a model (the address ends with "%s")', async (end) => {
		const data = { apiKey: ' sk-right\n', baseUrl: `${server.url}${end}` };
		expect((await testCredential(type, data)).statusCode).toBe(200);
		expect(server.seen).toMatchObject([
			{
				method: 'GET',
				url: '/v1/models?limit=1',
				headers: { 'x-api-key': 'sk-right', 'anthropic-version': '2026-10-21' },
			},
		]);
	});

	it('fails with a wrong key', async () => {
		const data = { apiKey: 'sk-wrong', baseUrl: server.url };
		expect((await testCredential(type, data)).statusCode).toBe(401);
	});
});

describe('the test of OpenAI and the like', () => {
	const type = new MultimodalOpenAiApi();

	it.each(['', '/', '//'])('lists the models (the address ends with "%s")', async (end) => {
		const data = { apiKey: 'sk-right ', baseUrl: `${server.url}/v1${end}` };
		expect((await testCredential(type, data)).statusCode).toBe(200);
		expect(server.seen).toMatchObject([
			{ method: 'GET', url: '/v1/models', headers: { authorization: 'Bearer sk-right' } },
		]);
	});

	it('sends no key where there is none', async () => {
		const data = { apiKey: ' ', baseUrl: `${server.url}/v1` };
		expect((await testCredential(type, data)).statusCode).toBe(200);
		expect(server.seen[0].headers).not.toHaveProperty('authorization');
	});

	it('fails with a wrong key', async () => {
		const data = { apiKey: 'sk-wrong', baseUrl: `${server.url}/v1` };
		expect((await testCredential(type, data)).statusCode).toBe(401);
	});
});

describe('the test of Hugging Face', () => {
	const type = new MultimodalHuggingFaceApi();

	it('asks the hub whose token it is', async () => {
		expect(type.test.request.url).toBe('https://huggingface.co/api/whoami-v2');
		const request = { url: `${server.url}/api/whoami-v2` };
		const here = { ...type, test: { request } };
		expect((await testCredential(here, { token: ' hf_right' })).statusCode).toBe(200);
		expect(server.seen).toMatchObject([
			{ url: '/api/whoami-v2', headers: { authorization: 'Bearer hf_right' } },
		]);
		expect((await testCredential(here, { token: 'hf_wrong' })).statusCode).toBe(401);
	});
});

describe('the test of policy servers', () => {
	const type = new MultimodalPolicyServerApi();
	const host = () => new URL(server.url).host;

	it.each([
		['http', ''],
		['http', '/act'],
		['ws', '/'],
		['WS', '/v1/realtime?robot=1'],
	])('asks whether anything is at %s://host%s', async (scheme, path) => {
		const data = { url: ` ${scheme}://${host()}${path}`, apiKey: ' right ' };
		expect((await testCredential(type, data)).statusCode).toBe(200);
		expect(server.seen).toMatchObject([
			{ method: 'GET', url: '/healthz', headers: { authorization: 'Bearer right' } },
		]);
	});

	it('sends no key where there is none', async () => {
		expect((await testCredential(type, { url: server.url, apiKey: '' })).statusCode).toBe(200);
		expect(server.seen[0].headers).not.toHaveProperty('authorization');
	});

	it('takes a server without a health route for one that is there, but no refused key and no gateway alone', () => {
		expect(type.test.request.ignoreHttpStatusErrors).toEqual({
			ignore: true,
			except: [401, 403, 502, 503, 504],
		});
	});
});
