import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { IDataObject, INodeType, INodeTypeBaseDescription } from 'n8n-workflow';
import example from '../../../examples/meeting-minutes.json';
import { n8nFolder } from '../../../scripts/lib/n8n-folder';
import { serve, type Loopback } from '../../helpers/loopback';
import { openHarness, recording, type Harness } from '../../helpers/transcribe';

const LANGCHAIN = '@n8n/n8n-nodes-langchain';
const packageFile = path.join(n8nFolder(), 'node_modules', LANGCHAIN, 'package.json');
const KEY = 'sk-the-key-of-nobody';
const MINUTES = {
	summary: 'The speaker asks his fellow Americans to serve their country.',
	decisions: [],
	actionItems: [{ task: 'Ask what you can do for your country', owner: 'Americans', due: '' }],
};

const reply = (content: string) =>
	JSON.stringify({
		id: 'chatcmpl-1',
		object: 'chat.completion',
		created: 1,
		model: 'gpt-5.6-luna',
		choices: [
			{ index: 0, message: { role: 'assistant', content, refusal: null }, finish_reason: 'stop' },
		],
		usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
	});

let service: Loopback;
let harness: Harness;

/** n8n's own nodes for language models, from the n8n that "npm run test:n8n" installs. */
function languageModelNodes(): Record<string, INodeType> {
	const load = createRequire(packageFile);
	const { n8n } = load(packageFile) as { n8n: { nodes: string[] } };
	const names = example.nodes
		.map(({ type }) => type)
		.filter((type) => type.startsWith(`${LANGCHAIN}.`))
		.map((type) => type.slice(LANGCHAIN.length + 1));
	const files = n8n.nodes.filter((file) =>
		names.includes(path.basename(file, '.node.js').replace(/^./, (letter) => letter.toLowerCase())),
	);
	const nodes = files.map((file) => {
		const className = path.basename(file, '.node.js');
		const loaded = load(path.join(path.dirname(packageFile), file)) as Record<
			string,
			new () => INodeType
		>;
		const node = new loaded[className]();
		const { name } = node.description as INodeTypeBaseDescription;
		return [`${LANGCHAIN}.${name}`, node] as const;
	});
	return Object.fromEntries(nodes);
}

(existsSync(packageFile) ? describe : describe.skip)('the example that writes minutes', () => {
	beforeAll(async () => {
		service = await serve((_, response) => {
			response.writeHead(200, { 'content-type': 'application/json' });
			response.end(reply(JSON.stringify({ output: MINUTES })));
		});
		harness = await openHarness({
			standIns: languageModelNodes(),
			credentials: { openAiApi: { apiKey: KEY, url: `${service.url}/v1` } },
		});
	});
	afterAll(async () => {
		await harness?.close();
		await service?.close();
	});

	it("gives a model the recording's text, and what to do with it, and brings data back", async () => {
		const nodes = example.nodes.map((node) =>
			node.name === 'OpenAI Chat Model'
				? { ...node, credentials: { openAiApi: { id: '1', name: 'OpenAI' } } }
				: node,
		);
		const item = await harness.itemFromFile(recording('jfk.flac'));
		const { error, lastItems } = await harness.run({ ...example, nodes }, { items: [item] });
		expect(error).toBeUndefined();
		expect(lastItems.map(({ json }) => json.output)).toEqual([MINUTES]);

		const [{ url, body, headers }] = service.seen;
		expect([url, headers.authorization]).toEqual(['/v1/chat/completions', `Bearer ${KEY}`]);
		const { model, messages } = JSON.parse(body.toString()) as {
			model: string;
			messages: IDataObject[];
		};
		const said = JSON.stringify(messages);
		expect(model).toBe('gpt-5.6-luna');
		expect(said).toMatch(/ask not what your country can do for you/i);
		expect(said).toMatch(/minutes of meetings/);
		expect(said).toMatch(/actionItems/);
	});
});
