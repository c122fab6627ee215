import type { ILoadOptionsFunctions, INode, INodeListSearchResult } from 'n8n-workflow';
import { searchHostedModels } from '../../../nodes/shared/search-hosted-models';
import { chosenCredentials, openAsking, type Asking } from '../../helpers/ask';
import { n8nHttp } from '../../helpers/n8n-http';

let asking: Asking;

beforeAll(async () => (asking = await openAsking()));
afterAll(async () => await asking.close());
beforeEach(() => asking.forget());

/** What the list shows in a node of these fields, as n8n asks for it. */
async function search(
	provider: string | undefined,
	filter?: string,
	credentials: INode['credentials'] = chosenCredentials,
): Promise<INodeListSearchResult> {
	const { anthropic, openAi } = asking;
	const secrets: Record<string, object> = {
		multimodalAnthropicApi: { apiKey: anthropic.apiKey, baseUrl: anthropic.baseUrl },
		multimodalOpenAiApi: { apiKey: openAi.apiKey, baseUrl: openAi.baseUrl },
	};
	const context = {
		...n8nHttp(),
		getNode: () => ({ credentials }),
		getCurrentNodeParameter: () => provider,
		getCredentials: async (type: string) => secrets[type],
	};
	return await searchHostedModels.call(context as unknown as ILoadOptionsFunctions, filter);
}

describe('the list of models', () => {
	it("is what the user's own service offers, by name", async () => {
		const { results } = await search('anthropic');
		const values = results.map(({ value }) => value);
		expect(values.toSorted()).toEqual(asking.anthropic.models.toSorted());
		expect(results).toContainEqual({
			name: 'Claude haiku 4 5 (claude-haiku-4-5)',
			value: 'claude-haiku-4-5',
		});
		const names = results.map(({ name }) => name);
		expect(names).toEqual(names.toSorted((one, other) => one.localeCompare(other, 'en')));
	});

	it.each(['openAi', undefined])("is OpenAI's for %p", async (provider) => {
		const { results } = await search(provider);
		expect(results.map(({ value }) => value).toSorted()).toEqual(asking.openAi.models.toSorted());
	});

	it('is narrowed to what is typed', async () => {
		const { results } = await search('openAi', ' GPT-4');
		expect(results).toEqual([{ name: 'gpt-4o', value: 'gpt-4o' }]);
	});

	it('asks for a credential first', async () => {
		await expect(search('anthropic', '', {})).rejects.toThrow(/no credential is chosen/);
	});

	it('tells at once why there is none: a list does not try again', async () => {
		asking.openAi.failNext([{ status: 503 }]);
		await expect(search('openAi')).rejects.toMatchObject({ code: 'SERVICE_OVERLOADED' });
		expect(asking.openAi.requests).toHaveLength(1);
	});
});
