import example from '../../helpers/pgvector/ready-example.js';
import { askAll } from './questions.mjs';
import { runInstead } from './run-example.mjs';

const LANGCHAIN = '@n8n/n8n-nodes-langchain';
const TEXTS = ['a photo of a blue circle', 'a photo of a red square', 'a photo of a green star'];
const [, QUESTION] = TEXTS;

/** n8n's own store in memory takes texts in and gives the nearest, by our embeddings alone. */
export async function vectorStoreCheck({ n8n, checks, folder }) {
	checks.step("CLIP Embeddings in n8n's Simple Vector Store");
	const texts = TEXTS.map((text) => ({ text }));
	const itemsOf = await runInstead(n8n, folder, workflow(), askAll(texts));
	const found = itemsOf('Load').map(({ json }) => json);
	checks.check(
		'The store finds the text that is the question, by a likeness of 1',
		found[0]?.document.pageContent === QUESTION && Math.abs(found[0].score - 1) < 1e-5,
		JSON.stringify(found),
	);
	checks.check('Then the others', found.length === TEXTS.length, JSON.stringify(found));
}

/** Texts -> insert -> load. The embeddings, with their model, are those of the example. */
function workflow() {
	const { nodes } = example.readyExample('clip-image-search-ai.json', { id: '', name: '' });
	const find = (wanted) => nodes.find(({ name }) => name === wanted);
	const store = (name, parameters) => ({
		...{ id: name, name, type: `${LANGCHAIN}.vectorStoreInMemory`, typeVersion: 1.1 },
		...{ position: [0, 0], executeOnce: parameters.mode === 'load' },
		parameters: { ...parameters, memoryKey: 'texts' },
	});
	const loader = {
		...{ id: 'Loader', name: 'Loader', type: `${LANGCHAIN}.documentDefaultDataLoader` },
		...{ typeVersion: 1.1, position: [0, 0] },
		parameters: { jsonMode: 'expressionData', jsonData: '={{ $json.text }}', options: {} },
	};
	const to = (type, ...names) => ({ [type]: [names.map((node) => ({ node, type, index: 0 }))] });
	return {
		id: 'vectorstoretest1',
		name: 'Texts in a store in memory',
		nodes: [
			find('Input'),
			find('CLIP Embeddings'),
			loader,
			store('Insert', { mode: 'insert' }),
			store('Load', { mode: 'load', prompt: QUESTION, topK: 5 }),
		],
		connections: {
			Input: to('main', 'Insert'),
			Insert: to('main', 'Load'),
			Loader: to('ai_document', 'Insert'),
			'CLIP Embeddings': to('ai_embedding', 'Insert', 'Load'),
		},
		settings: { executionOrder: 'v1' },
	};
}
