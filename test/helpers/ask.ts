import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { openHarness } from '../../scripts/lib/harness';
import { startAnthropicServer, type AnthropicServer } from './hosted/anthropic-server';
import { startOpenAiServer, type OpenAiServer } from './hosted/open-ai-server';
import type { SeenRequest } from './hosted/scripted-server';

type Harness = Awaited<ReturnType<typeof openHarness>>;

/** n8n's engine, and a service of each kind that its credentials lead to. */
export interface Asking {
	harness: Harness;
	anthropic: AnthropicServer;
	openAi: OpenAiServer;
	/** Of both services: what they saw, and what they were told to answer. */
	forget(): void;
	close(): Promise<void>;
}

export async function openAsking({
	anthropicKey,
}: { anthropicKey?: string } = {}): Promise<Asking> {
	const anthropic = await startAnthropicServer();
	anthropic.models = [...anthropic.models, 'claude-opus-4-8'];
	const openAi = await startOpenAiServer();
	const credentials = {
		multimodalAnthropicApi: {
			apiKey: anthropicKey ?? anthropic.apiKey,
			baseUrl: anthropic.baseUrl,
		},
		multimodalOpenAiApi: { apiKey: openAi.apiKey, baseUrl: openAi.baseUrl },
	};
	const harness = await openHarness({ credentials });
	const close = async () => {
		await harness.close();
		await anthropic.close();
		await openAi.close();
	};
	const forget = () => {
		for (const server of [anthropic, openAi]) {
			server.requests.length = 0;
			server.maximumInFlight = 0;
			server.delayMs = 0;
			server.answerWith(undefined as never);
		}
	};
	return { harness, anthropic, openAi, forget, close };
}

/** As a user chooses them at the top of a node. */
export const chosenCredentials: INode['credentials'] = {
	multimodalAnthropicApi: { id: '1', name: 'My Anthropic' },
	multimodalOpenAiApi: { id: '2', name: 'My OpenAI' },
};

/** Input -> a node that asks, named Node. */
export function askWorkflow(
	type: string,
	parameters: IDataObject,
	node: Partial<INode> = {},
	settings: IDataObject = {},
) {
	const nodes = [
		{ name: 'Input', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
		{
			name: 'Node',
			type: `n8n-nodes-multimodal.${type}`,
			parameters,
			credentials: chosenCredentials,
			...node,
		},
	].map((one, n) => ({ id: String(n), typeVersion: 1, position: [200 * n, 0], ...one }));
	const connections = { Input: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } };
	return { name: 'Test', nodes, connections, settings };
}

/** Runs it over items; gives its items, the sentences above them, and all that n8n keeps of the run as text. */
export async function runAsking(
	harness: Harness,
	items: INodeExecutionData[],
	...workflow: Parameters<typeof askWorkflow>
) {
	const result = await harness.run(askWorkflow(...workflow), { items });
	const [run] = result.runData.Node ?? [];
	const hints = (run?.hints ?? []).map(({ message }) => message);
	return { ...result, items: result.itemsOf('Node'), hints, kept: wholeText(result) };
}

/** What does not show in plain JSON too: messages, stacks and causes of errors. */
export function wholeText(value: unknown, seen = new Set<unknown>()): string {
	if (typeof value !== 'object' || value === null) return String(value);
	if (seen.has(value)) return '';
	seen.add(value);
	return Object.getOwnPropertyNames(value)
		.map((name) => `${name}: ${wholeText((value as IDataObject)[name], seen)}`)
		.join('\n');
}

/** The parts of a message as a model reads them: texts, and pictures as `<image/jpeg>`. */
export function readMessage({ body }: SeenRequest): string[] {
	const { content } = body.messages.at(-1);
	return (content as IDataObject[]).map((part) => {
		if (part.type === 'text') return String(part.text);
		const { source, image_url: image } = part as Record<
			string,
			{ media_type: string; url: string }
		>;
		return `<${source?.media_type ?? /^data:([^;]+)/.exec(image.url)![1]}>`;
	});
}
