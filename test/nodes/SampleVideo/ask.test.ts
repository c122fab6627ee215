import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { serve } from '../../helpers/loopback';
import { askWorkflow, openAsking, readMessage, runAsking, type Asking } from '../../helpers/ask';
import { shapesModel } from '../../helpers/clip';
import { waitFor } from '../../helpers/processes';
import { video } from '../../helpers/video';

let asking: Asking;
let bikes: INodeExecutionData;

beforeAll(async () => {
	asking = await openAsking();
	bikes = await asking.harness.itemFromFile(video('bikes'));
});
afterAll(async () => await asking.close());
beforeEach(() => asking.forget());

const ask = async (parameters: IDataObject = {}, node: Partial<INode> = {}, items = [bikes]) =>
	await runAsking(asking.harness, items, 'sampleVideo', { operation: 'ask', ...parameters }, node);
const everyThree = { strategy: 'interval', interval: 3 };
const shown = () => readMessage(asking.anthropic.requests[0]);

describe('a question about a video', () => {
	it('goes with frames, each behind its time; the answer comes with its moments', async () => {
		asking.anthropic.answerWith(
			'- [00:03] A bike comes.\n- [00:06-00:09] It **leaves**.\n- [07:00] Nothing of that.',
		);
		const { items, error, hints } = await ask(everyThree);
		expect(error).toBeUndefined();
		expect(hints).toEqual([]);
		expect(shown()).toEqual([
			'[00:00]',
			'<image/jpeg>',
			'[00:03]',
			'<image/jpeg>',
			'[00:06]',
			'<image/jpeg>',
			'[00:09]',
			'<image/jpeg>',
			'What happens in this video?',
		]);
		expect(items).toHaveLength(1);
		const [{ json, binary, pairedItem }] = items;
		expect(binary).toBeUndefined();
		expect(pairedItem).toEqual({ item: 0 });
		expect(json).toMatchObject({
			video: 'bikes',
			duration: 10,
			finish: 'complete',
			engine: 'anthropic',
			model: 'claude-opus-4-8',
			moments: [
				{ timecode: '00:00:03.000', seconds: 3, text: 'A bike comes.' },
				{ timecode: '00:00:06.000', seconds: 6, endSeconds: 9, text: 'It leaves.' },
			],
			usage: {
				images: 4,
				frames: 4,
				inputTokens: expect.any(Number),
				outputTokens: expect.any(Number),
				cost: expect.any(Number),
				durationMs: expect.any(Number),
			},
		});
		const frames = json.frames as IDataObject[];
		expect(frames.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
		expect(frames.map(({ timestamp }) => timestamp)).toEqual([0, 3, 6, 9]);
		expect(frames[1].timecode).toBe('00:00:03.000');
	});

	it('is told how times are written, from where to where, and then its own system prompt', async () => {
		await ask({ ...everyThree, options: { systemPrompt: 'Answer in French.', start: '3' } });
		const { system } = asking.anthropic.requests[0].body;
		const text = typeof system === 'string' ? system : system[0].text;
		expect(text).toMatch(/Before each stands its time in the video as \[minutes:seconds\]/);
		expect(text).toMatch(/They go from \[00:03\] to \[00:10\] of the video/);
		expect(text).toMatch(/\n\nAnswer in French\.$/);
		expect(shown()[0]).toBe('[00:03]');
	});

	it('that names a second shows what is around it', async () => {
		const { items } = await ask({ ...everyThree, prompt: 'What happens at second 5?' });
		const frames = items[0].json.frames as Array<{ timestamp: number }>;
		const times = frames.map(({ timestamp }) => timestamp);
		expect(times).toHaveLength(7);
		expect(times.filter((seconds) => seconds > 3.9 && seconds < 6)).toHaveLength(3);
		expect(times).toEqual(times.toSorted((one, other) => one - other));
		// Frames that share a second are told apart.
		expect(shown().filter((part) => part.startsWith('['))).toEqual(
			expect.arrayContaining(['[00:00.0]', expect.stringMatching(/^\[00:05\.\d\]$/)]),
		);
	});

	it('that names a second the video does not have shows the usual frames', async () => {
		const { items } = await ask({ ...everyThree, prompt: 'What happens at second 500?' });
		expect(items[0].json.frames).toHaveLength(4);
	});

	it('may be asked over a contact sheet: one picture', async () => {
		const { items, error } = await ask({ strategy: 'scenes', options: { contactSheet: true } });
		expect(error).toBeUndefined();
		expect(shown()).toEqual(['<image/jpeg>', 'What happens in this video?']);
		expect(items[0].json.frames).toHaveLength(6);
		expect(items[0].json.usage).toMatchObject({ images: 1, frames: 6 });
	});

	it('may go with the frames that a local model finds', async () => {
		const parameters = {
			strategy: 'relevant',
			query: 'a red circle',
			count: 3,
			model: shapesModel,
		};
		const { items, error } = await ask(parameters);
		expect(error).toBeUndefined();
		expect(items[0].json.usage).toMatchObject({ frameModel: 'clip-shapes', frames: 1 });
		expect(items[0].json.model).toBe('claude-opus-4-8');
	});

	it('keeps to a budget of tokens, counted as for the model that is asked', async () => {
		const { items, hints } = await ask({ ...everyThree, options: { maxTokens: 400 } });
		expect(hints[0]).toMatch(/^"bikes": To stay within 400 tokens for claude-opus-4-8/);
		const { inputTokens } = items[0].json.usage as { inputTokens: number };
		expect(inputTokens).toBeLessThan(400 + 400);
		const unknown = { __rl: true, mode: 'id', value: 'local-model' };
		const options = { maxTokens: 300, tokenModel: 'gpt-4o' };
		const other = await ask({ ...everyThree, provider: 'openAi', openAiModel: unknown, options });
		expect(other.error).toBeUndefined();
		expect(other.hints[0]).toMatch(/^"bikes": To stay within 300 tokens for gpt-4o/);
	});

	it('shows no more frames than services take, and says so', async () => {
		const { items, hints, error } = await ask({ strategy: 'interval', interval: 0.08 });
		expect(error).toBeUndefined();
		expect(items[0].json.frames).toHaveLength(100);
		expect(hints).toEqual([expect.stringMatching(/^"bikes": 100 frames, .* instead of 12\d/)]);
	});

	it('answered as JSON has moments in its texts', async () => {
		const jsonSchema = {
			type: 'object',
			properties: { steps: { type: 'array', items: { type: 'string' } } },
			required: ['steps'],
			additionalProperties: false,
		};
		asking.anthropic.answerWith('{"steps": ["Start [00:01]", "End [00:09]"]}');
		const parameters = { ...everyThree, answerAsJson: true, jsonSchema };
		const { items, error } = await ask(parameters);
		expect(error).toBeUndefined();
		expect(items[0].json.json).toEqual({ steps: ['Start [00:01]', 'End [00:09]'] });
		expect(items[0].json.moments).toMatchObject([
			{ seconds: 1, text: 'Start' },
			{ seconds: 9, text: 'End' },
		]);
	});
});

describe('what goes wrong', () => {
	it('leaves other videos theirs, where the node may go on', async () => {
		const goOn = { onError: 'continueRegularOutput' } as const;
		const { items } = await ask(everyThree, goOn, [{ json: {} }, bikes]);
		expect(items.map(({ json }) => json.finish)).toEqual([undefined, 'complete']);
	});

	it('is marked: an answer that breaks off', async () => {
		asking.anthropic.answerWith(`[00:03] ${'A bike. '.repeat(50)}`);
		const { items, hints } = await ask({ ...everyThree, options: { maxAnswerTokens: 10 } });
		expect(items[0].json).toMatchObject({ finish: 'truncated', moments: [{ seconds: 3 }] });
		expect(hints).toEqual([expect.stringMatching(/"bikes" breaks off/)]);
	});

	it.each<[IDataObject, RegExp]>([
		[{ prompt: '={{ " " }}' }, /^"Question" is empty/],
		[{ options: { timeout: 0 } }, /^"Timeout" must be/],
		[{ answerAsJson: true, jsonSchema: '[]' }, /^"JSON Schema" must describe/],
	])('is told before anything is sent: %p', async (parameters, sentence) => {
		const { error } = await ask(parameters);
		expect(error!.message).toMatch(sentence);
		expect(asking.anthropic.requests).toEqual([]);
	});

	it('is told of a missing credential, which sampling needs none of', async () => {
		const { error } = await ask(everyThree, { credentials: undefined });
		expect(error!.message).toMatch(/no credential is chosen/);
		const sampled = await ask({ ...everyThree, operation: 'sample' }, { credentials: undefined });
		expect(sampled.items).toHaveLength(4);
	});
});

it('answers an agent about a video on the web', async () => {
	const server = await serve((_, response) => response.end(readFileSync(video('bikes'))));
	const url = `${server.url}/bikes.mp4`;
	const workflow = askWorkflow('sampleVideo', {
		operation: 'ask',
		...everyThree,
		inputSource: 'url',
		url: '={{ $json.url }}',
	});
	const [items] = await asking.harness.runAsTool(workflow, 'Node', { url });
	await server.close();
	expect(items[0].json).toMatchObject({ video: 'bikes', finish: 'complete' });
});

it('is shown by the example of a lesson', async () => {
	const file = path.join(__dirname, '../../../examples/video-ask.json');
	const workflow = JSON.parse(readFileSync(file, 'utf8')) as { nodes: INode[] };
	const asks = workflow.nodes.find(({ type }) => type.endsWith('.sampleVideo'))!;
	const node = {
		json: { Question: 'What happens at second 5?' },
		binary: { Video: bikes.binary!.data },
	};
	asking.anthropic.answerWith('A bike comes [00:05].');
	const { items, error } = await ask(asks.parameters as IDataObject, {}, [node]);
	expect(error).toBeUndefined();
	expect(items[0].json.moments).toMatchObject([{ seconds: 5 }]);
	expect(shown().at(-1)).toBe('What happens at second 5?');
});

it('ends soon when it is stopped, while a model is silent', async () => {
	asking.anthropic.hang(10);
	const workflow = askWorkflow('sampleVideo', { operation: 'ask', ...everyThree });
	const execution = asking.harness.start(workflow, { items: [bikes, bikes] });
	await waitFor(() => asking.anthropic.requests.length === 2 || undefined);
	const stoppedMs = Date.now();
	execution.cancel();
	const { status } = await execution.result;
	await waitFor(() => asking.anthropic['inFlight'] === 0 || undefined);
	expect(Date.now() - stoppedMs).toBeLessThan(2000);
	expect(status).toBe('canceled');
});
