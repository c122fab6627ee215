import { readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { useAllowedFolder } from '../../helpers/allowed-folder';
import { serve } from '../../helpers/loopback';
import {
	askWorkflow,
	chosenCredentials,
	openAsking,
	readMessage,
	runAsking,
	type Asking,
} from '../../helpers/ask';
import { picture } from '../../helpers/image-to-tokens';
import { usePictureFolder } from '../../helpers/pictures';

const { folder, write } = usePictureFolder();
useAllowedFolder(folder);
let asking: Asking;
let chart: INodeExecutionData;
let photo: INodeExecutionData;

beforeAll(async () => {
	asking = await openAsking();
	chart = await asking.harness.itemFromFile(picture('clip_diagram.png'));
	photo = await asking.harness.itemFromFile(picture('rocket.jpg'));
});
afterAll(async () => await asking.close());
beforeEach(() => asking.forget());

const ask = async (parameters: IDataObject = {}, items = [photo]) =>
	await runAsking(asking.harness, items, 'imageToTokens', parameters);

describe('the node as it is dragged in', () => {
	it('asks Claude for the key takeaway of a chart, and tells what that cost', async () => {
		const { items, error, hints } = await ask({}, [chart]);
		expect(error).toBeUndefined();
		expect(hints).toEqual([]);
		const [request, ...others] = asking.anthropic.requests;
		expect(others).toEqual([]);
		expect(request.body).toMatchObject({ model: 'claude-opus-4-8', max_tokens: 4096 });
		expect(request.body).not.toHaveProperty('system');
		expect(readMessage(request)).toEqual(['<image/png>', "What's the key takeaway of this chart?"]);
		const [{ json, pairedItem }] = items;
		const { inputTokens, outputTokens, cost } = json.usage as Record<string, number>;
		expect(json).toEqual({
			text: '1 pictures seen.',
			finish: 'complete',
			stopReason: 'end_turn',
			engine: 'anthropic',
			model: 'claude-opus-4-8',
			requestId: expect.stringMatching(/^req_/),
			images: [{ name: 'clip_diagram', width: 2162, height: 762 }],
			usage: {
				inputTokens: expect.any(Number),
				outputTokens: 4,
				cachedTokens: 0,
				cost: expect.any(Number),
				durationMs: expect.any(Number),
			},
		});
		expect(cost).toBeCloseTo((inputTokens * 5 + outputTokens * 25) / 1e6, 12);
		expect(pairedItem).toEqual({ item: 0 });
	});

	it('asks OpenAI for what the node says, with the level of detail', async () => {
		const { items, error } = await ask({
			provider: 'openAi',
			openAiModel: { mode: 'list', value: 'gpt-4o', __rl: true },
			prompt: 'What is this?',
			detail: 'high',
			options: { systemPrompt: 'Answer in French.', maxAnswerTokens: 77 },
		});
		expect(error).toBeUndefined();
		const [{ body }] = asking.openAi.requests;
		expect(body.model).toBe('gpt-4o');
		expect(body.messages[0]).toMatchObject({ content: 'Answer in French.' });
		expect(body.max_completion_tokens ?? body.max_tokens).toBe(77);
		expect(body.messages[1].content[0].image_url.detail).toBe('high');
		expect(items[0].json).toMatchObject({ text: '1 files seen.', engine: 'openAi' });
	});
});

/** A plain picture of this size. */
async function paint(name: string, width: number, height: number): Promise<string> {
	const background = { r: 200, g: 80, b: 40 };
	const image = sharp({ create: { width, height, channels: 3, background } });
	return write(name, await image.toFormat(name.endsWith('tiff') ? 'tiff' : 'webp').toBuffer());
}

/** An item with several files. */
async function itemWith(files: Record<string, string>): Promise<INodeExecutionData> {
	const item: INodeExecutionData = { json: {}, binary: {} };
	for (const [field, file] of Object.entries(files)) {
		const { binary } = await asking.harness.itemFromFile(file, field);
		item.binary![field] = binary![field];
	}
	return item;
}

describe('the pictures', () => {
	it('are shrunk to what the model sees, or sent as they are', async () => {
		const big = await asking.harness.itemFromFile(await paint('big.webp', 4000, 3000));
		const { items } = await ask({}, [big]);
		const [{ width, height }] = items[0].json.images as [{ width: number; height: number }];
		expect(width).toBeLessThan(2576);
		expect(width / height).toBeCloseTo(4 / 3, 2);
		const whole = await ask({ options: { shrink: false } }, [big]);
		expect(whole.items[0].json.images).toEqual([{ name: 'big', width: 4000, height: 3000 }]);
		const kinds = asking.anthropic.requests.map((request) => readMessage(request)[0]);
		expect(kinds).toEqual([expect.stringMatching(/^<image\/(png|jpeg)>$/), '<image/webp>']);
	});

	it('are laid on black where nothing would be seen on white', async () => {
		const create = { width: 60, height: 40, channels: 4 as const, background: '#fff0' };
		const ink = { create: { ...create, width: 20, background: '#ffffff' } };
		const logo = write(
			'logo.png',
			await sharp({ create })
				.composite([{ input: ink }])
				.png()
				.toBuffer(),
		);
		const { hints, error } = await ask({}, [await asking.harness.itemFromFile(logo)]);
		expect(error).toBeUndefined();
		expect(hints).toEqual([]);
		const [{ source }] = asking.anthropic.requests[0].body.messages[0].content;
		const [grey] = (await sharp(Buffer.from(source.data, 'base64')).stats()).channels;
		expect(grey).toMatchObject({ min: 0, max: 255 });
	});

	it('are made into another kind of file where no service takes theirs', async () => {
		const scan = await asking.harness.itemFromFile(await paint('scan.tiff', 300, 200));
		const { items, error } = await ask({ options: { shrink: false } }, [scan]);
		expect(error).toBeUndefined();
		expect(items[0].json.images).toEqual([{ name: 'scan', width: 300, height: 200 }]);
	});

	it.each([
		['data, second', ['Image 1: rocket', 'Image 2: coffee']],
		['second\ndata', ['Image 1: coffee', 'Image 2: rocket']],
		['*', ['Image 1: rocket', 'Image 2: coffee']],
		['second', []],
	])('of an item may be several: %p', async (binaryPropertyName, titles) => {
		const files = { data: picture('rocket.jpg'), note: write('note.txt', 'not one') };
		const item = await itemWith({ ...files, second: picture('coffee.png') });
		const { error } = await ask({ binaryPropertyName }, [item]);
		expect(error).toBeUndefined();
		const message = readMessage(asking.anthropic.requests[0]);
		expect(message.filter((part) => part.startsWith('Image'))).toEqual(titles);
		expect(message.filter((part) => part.startsWith('<'))).toHaveLength(titles.length || 1);
		expect(message.at(-1)).toBe("What's the key takeaway of this chart?");
	});

	it('may be at several paths', async () => {
		const paths = [await paint('one.webp', 60, 40), await paint('two.webp', 40, 60)];
		const { error } = await ask({ inputSource: 'path', filePath: paths.join('\n') });
		expect(error).toBeUndefined();
		expect(readMessage(asking.anthropic.requests[0])).toHaveLength(5);
	});

	it("of an item are found in n8n's combined mode too", async () => {
		const item = await itemWith({ data: picture('rocket.jpg'), second: picture('coffee.png') });
		const asked = [{ binaryPropertyName: '*' }, {}, { binaryMode: 'combined' }] as const;
		const { error } = await runAsking(asking.harness, [item], 'imageToTokens', ...asked);
		expect(error).toBeUndefined();
		expect(readMessage(asking.anthropic.requests[0])).toHaveLength(5);
	});

	it.each(['={{ "" }}', ' , ', '*'])(
		'are missed where %p names none',
		async (binaryPropertyName) => {
			const { error } = await ask({ binaryPropertyName }, [{ json: {} }]);
			expect(error!.message).toMatch(/^There is no picture to ask about/);
			expect(asking.anthropic.requests).toEqual([]);
		},
	);
});

describe('an answer as JSON', () => {
	const schema = {
		type: 'object',
		properties: { title: { type: 'string' }, value: { type: 'number' } },
		required: ['title', 'value'],
		additionalProperties: false,
	};
	const asJson = { answerAsJson: true, jsonSchema: JSON.stringify(schema) };

	it('has the fields of the example that is there when it is turned on', async () => {
		const { items, error } = await ask({ answerAsJson: true });
		expect(error).toBeUndefined();
		expect(items[0].json.json).toEqual({ title: '-', takeaway: '-', numbers: [] });
	});

	it.each(['anthropic', 'openAi'] as const)('has those of a schema, from %s', async (provider) => {
		asking[provider].answerWith('{"title": "Sales", "value": 3}');
		const { items, error } = await ask({ ...asJson, provider });
		expect(error).toBeUndefined();
		expect(items[0].json.json).toEqual({ title: 'Sales', value: 3 });
	});

	it('that does not fit fails the item, in words that say where', async () => {
		asking.anthropic.answerWith('{"title": "Sales", "value": "three"}');
		const { error } = await ask(asJson);
		expect(error!.message).toMatch(/does not fit the JSON Schema: at \/value/);
	});

	it.each(['{"type": "object"', '[1]', '', 'null'])(
		'needs a schema, not %p',
		async (jsonSchema) => {
			const { error } = await ask({ answerAsJson: true, jsonSchema });
			expect(error!.message).toMatch(/^"JSON Schema" must describe an object in JSON/);
			expect(asking.anthropic.requests).toEqual([]);
		},
	);

	it('takes a schema that an expression gives as data', async () => {
		asking.anthropic.answerWith('{"title": "Sales", "value": 3}');
		const item = { ...photo, json: { schema } };
		const { items } = await ask({ ...asJson, jsonSchema: '={{ $json.schema }}' }, [item]);
		expect(items[0].json.json).toEqual({ title: 'Sales', value: 3 });
	});
});

it('answers an agent about pictures on the web', async () => {
	const server = await serve((_, response) => response.end(readFileSync(picture('rocket.jpg'))));
	const url = `${server.url}/rocket.jpg`;
	const workflow = askWorkflow('imageToTokens', {
		inputSource: 'url',
		url: '={{ $json.url }}',
		prompt: '={{ $json.question }}',
	});
	const given = { url, question: 'What is it?' };
	const [items] = await asking.harness.runAsTool(workflow, 'Node', given);
	await server.close();
	expect(items[0].json).toMatchObject({ finish: 'complete', images: [{ name: 'rocket' }] });
	expect(readMessage(asking.anthropic.requests[0]).at(-1)).toBe('What is it?');
});

it('is shown by the example of a chart', async () => {
	const file = path.join(__dirname, '../../../examples/image-ask-chart.json');
	const workflow = JSON.parse(readFileSync(file, 'utf8')) as { nodes: INode[] };
	const node = workflow.nodes.find(({ type }) => type.endsWith('.imageToTokens'))!;
	node.credentials = chosenCredentials;
	const { lastItems, error } = await asking.harness.run(workflow, { items: [photo, photo] });
	expect(error).toBeUndefined();
	expect(lastItems.map(({ json }) => json.finish)).toEqual(['complete', 'complete']);
});
