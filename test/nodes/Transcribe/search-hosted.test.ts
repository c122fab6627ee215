import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { Transcribe } from '../../../nodes/Transcribe/Transcribe.node';
import { startOpenAiServer, type OpenAiServer } from '../../helpers/hosted/open-ai-server';
import { n8nHttp } from '../../helpers/n8n-http';

let server: OpenAiServer;

beforeAll(async () => {
	server = await startOpenAiServer();
	server.models = ['whisper-1', 'gpt-audio-1.5', 'gpt-transcribe'];
});
afterAll(async () => await server.close());

/** What the list of models asks of n8n while the node is open: this node has no field `provider`. */
const context = (credentials: object) =>
	({
		...n8nHttp(),
		getCurrentNodeParameter: () => undefined,
		getNode: () => ({ credentials }),
		getCredentials: async () => ({ apiKey: server.apiKey, baseUrl: server.baseUrl }),
	}) as unknown as ILoadOptionsFunctions;

const { searchHostedModels } = new Transcribe().methods.listSearch;
const search = async (filter?: string) =>
	await searchHostedModels.call(
		context({ multimodalOpenAiApi: { id: '1', name: 'OpenAI' } }),
		filter,
	);

it("lists what the user's own service offers, by name", async () => {
	expect(await search()).toEqual({
		results: ['gpt-audio-1.5', 'gpt-transcribe', 'whisper-1'].map((name) => ({
			name,
			value: name,
		})),
	});
	expect((await search('TRANSCR')).results.map(({ value }) => value)).toEqual(['gpt-transcribe']);
});

it('says what to do first where no credential is chosen', async () => {
	const listing = searchHostedModels.call(context({}));
	await expect(listing).rejects.toThrow(/no credential is chosen.*OpenAI-Compatible API/);
});
