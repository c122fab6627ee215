import path from 'node:path';
import type { IDataObject, IExecuteFunctions, INodeType } from 'n8n-workflow';
import { openHarness, type Harness } from '../../../scripts/lib/harness';
import type { Embeddings } from '../../../nodes/ClipEmbeddings/embeddings';

const folder = path.join(__dirname, '../../fixtures/models/clip-shapes');
const model = { __rl: true, mode: 'folder', value: folder };
const TEXTS = ['a photo of a red square', 'a photo of a blue circle'];

/** Asks the embeddings that are connected to it, as a vector store does. */
const store: INodeType = {
	description: {
		displayName: 'Store',
		name: 'store',
		group: ['transform'],
		version: 1,
		description: 'Asks embeddings',
		defaults: { name: 'Store' },
		inputs: ['main', { type: 'ai_embedding', required: true, maxConnections: 1 }],
		outputs: ['main'],
		properties: [],
	},
	async execute(this: IExecuteFunctions) {
		const { json } = this.getInputData()[0];
		const embeddings = (await this.getInputConnectionData('ai_embedding', 0)) as Embeddings;
		const documents = await embeddings.embedDocuments(json.texts as string[]);
		const query = 'query' in json ? await embeddings.embedQuery(json.query as string) : [];
		return [[{ json: { documents, query } }]];
	},
};

let harness: Harness;
beforeAll(async () => {
	harness = await openHarness({ standIns: { 'test.store': store } });
});
afterAll(async () => await harness.close());

const node = (name: string, type: string, parameters: IDataObject = {}) => ({
	...{ id: name, name, type, typeVersion: 1, position: [0, 0], parameters },
});

async function ask(json: IDataObject, parameters: IDataObject = { model }) {
	const workflow = {
		name: 'Test',
		nodes: [
			node('Input', 'n8n-nodes-base.manualTrigger'),
			node('Store', 'test.store'),
			node('Embeddings', 'n8n-nodes-multimodal.clipEmbeddings', parameters),
		],
		connections: {
			Input: { main: [[{ node: 'Store', type: 'main', index: 0 }]] },
			Embeddings: { ai_embedding: [[{ node: 'Store', type: 'ai_embedding', index: 0 }]] },
		},
	};
	return await harness.run(workflow, { items: [{ json }] });
}

async function embedWithSimilarity(texts: string[]) {
	const parameters = { operation: 'embed', contentType: 'text', text: '={{ $json.text }}', model };
	const workflow = {
		name: 'Test',
		nodes: [
			node('Input', 'n8n-nodes-base.manualTrigger'),
			node('CLIP', 'n8n-nodes-multimodal.clipSimilarity', parameters),
		],
		connections: { Input: { main: [[{ node: 'CLIP', type: 'main', index: 0 }]] } },
	};
	const { lastItems } = await harness.run(workflow, {
		items: texts.map((text) => ({ json: { text } })),
	});
	return lastItems.map(({ json }) => json.embedding as number[]);
}

describe('CLIP Embeddings', () => {
	it('gives a vector store the same vectors as CLIP Similarity gives', async () => {
		const { error, itemsOf } = await ask({ texts: TEXTS, query: TEXTS[1] });
		expect(error).toBeUndefined();
		const [{ json }] = itemsOf('Store');
		const expected = await embedWithSimilarity(TEXTS);
		const documents = json.documents as number[][];
		expect(documents.map(({ length }) => length)).toEqual([64, 64]);
		documents.flat().forEach((value, at) => expect(value).toBeCloseTo(expected.flat()[at], 6));
		expect(json.query).toEqual(documents[1]);
	});

	it('puts what it took on record, as a run of its own for each question', async () => {
		const { runData } = await ask({ texts: TEXTS, query: 'a photo of a pink ring' });
		const runs = runData.Embeddings;
		expect(runs).toHaveLength(2);
		expect(runs[0].inputOverride?.ai_embedding?.[0]?.[0].json).toEqual({ texts: TEXTS });
		expect(runs[1].data?.ai_embedding?.[0]?.[0].json).toMatchObject({
			texts: 1,
			dimensions: 64,
			model: 'clip-shapes',
			usage: { embeddedTexts: 1, textTokens: expect.any(Number) },
		});
	});

	it('asks the model nothing when a store asks for no documents', async () => {
		const { error, itemsOf } = await ask({ texts: [] });
		expect(error).toBeUndefined();
		expect(itemsOf('Store')[0].json.documents).toEqual([]);
	});

	it.each([
		['an empty question', { texts: [], query: '' }, { model }, '"Prompt" is empty'],
		['a question of spaces', { texts: [], query: ' \n' }, { model }, '"Prompt" is empty'],
		['an empty document', { texts: ['a ring', ''] }, { model }, '"Prompt" is empty'],
		[
			'a folder that is not there',
			{ texts: TEXTS },
			{ model: { ...model, value: '/no/such/folder' } },
			'/no/such/folder',
		],
		['another precision', { texts: TEXTS }, { model, options: { dtype: 'q3' } }, 'Precision'],
	])('says what is wrong with %s', async (_name, json, parameters, sentence) => {
		const { error } = await ask(json, parameters);
		expect(`${error?.message} ${error?.description}`).toContain(sentence);
	});
});
