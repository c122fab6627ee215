import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { probeMedia } from '../../../lib/media/probe';
import {
	OPEN_AI_KEY,
	startOpenAiServer,
	type OpenAiServer,
} from '../../helpers/hosted/open-ai-server';
import { serve, type Loopback } from '../../helpers/loopback';
import { decodeAll, makeMedia, useFolder } from '../../helpers/media';
import { waitFor } from '../../helpers/processes';
import { recording, type Harness } from '../../helpers/transcribe';
import { hostedWorkflow, openHostedHarness, runHosted } from '../../helpers/transcribe-hosted';

const JFK_SECONDS = 11;
const ANSWER = 'A call to serve. Action item: ask what you can do.';
const folder = useFolder();
let server: OpenAiServer;
let harness: Harness;
let jfk: INodeExecutionData;

beforeAll(async () => {
	// OpenAI's own wire, and vLLM's part for audio.
	server = await startOpenAiServer('vllm');
	server.models = ['gpt-audio-1.5', 'gpt-audio-mini'];
	harness = await openHostedHarness(server);
	jfk = await harness.itemFromFile(recording('jfk.flac'));
});
afterAll(async () => {
	await harness.close();
	await server.close();
});
beforeEach(() => {
	server.requests.length = 0;
	server.maximumInFlight = 0;
	server.refusal = null;
	server.answerWith(ANSWER);
});

const run = async (items: INodeExecutionData[], parameters: IDataObject = {}, node = {}) =>
	await runHosted(harness, items, { operation: 'ask', ...parameters }, node);

/** The parts of the question in the request that came in, and the sound of it as a file. */
function received(place = 0) {
	const { body } = server.requests[place];
	const content = body.messages.at(-1).content as Array<Record<string, IDataObject>>;
	return { body, content };
}

async function soundOf(base64: unknown) {
	const file = path.join(folder, `received-${server.requests.length}.mp3`);
	writeFileSync(file, Buffer.from(String(base64), 'base64'));
	return { media: await probeMedia(file), ...(await decodeAll(file)) };
}

describe('asking about a recording', () => {
	it('sends the sound and the question, and brings the answer with what it cost', async () => {
		const options = { inputPrice: 2.5, outputPrice: 10 };
		const { outputs, error, hints } = await run([jfk], { options });
		expect([error, hints]).toEqual([undefined, []]);
		expect(outputs[0]).toEqual([
			{
				json: {
					text: ANSWER,
					finish: 'complete',
					stopReason: 'stop',
					engine: 'openAi',
					model: 'gpt-audio-1.5',
					duration: expect.closeTo(JFK_SECONDS, 1),
					usage: {
						audioSeconds: expect.closeTo(JFK_SECONDS, 1),
						inputTokens: expect.any(Number),
						outputTokens: expect.any(Number),
						cost: expect.any(Number),
						durationMs: expect.any(Number),
					},
				},
				pairedItem: { item: 0 },
			},
		]);
		const { body, content } = received();
		expect(server.requests[0].headers.authorization).toBe(`Bearer ${OPEN_AI_KEY}`);
		expect(body).toMatchObject({ model: 'gpt-audio-1.5', max_tokens: 4096 });
		expect(content).toEqual([
			{ type: 'input_audio', input_audio: { data: expect.any(String), format: 'mp3' } },
			{ type: 'text', text: 'Summarize this recording and list the action items.' },
		]);
		const { media, samples } = await soundOf(content[0].input_audio.data);
		expect(media.formatName).toBe('mp3');
		expect(media.audioStreams).toMatchObject([{ codec: 'mp3', channels: 1 }]);
		expect(samples.length / 16000).toBeCloseTo(JFK_SECONDS, 0);
		expect(samples.some((sample) => sample > 0.1)).toBe(true);
	});

	it("sends it in vLLM's part where that is chosen, with what the model should keep to", async () => {
		const options = { audioAs: 'audio_url', systemPrompt: 'Answer in French.' };
		const { error } = await run([jfk], { prompt: 'Who speaks?', options });
		expect(error).toBeUndefined();
		const { body, content } = received();
		const [{ audio_url: audio }, text] = content;
		expect(text).toEqual({ type: 'text', text: 'Who speaks?' });
		expect(body.messages[0]).toEqual({ role: 'system', content: 'Answer in French.' });
		const [head, base64] = String(audio.url).split(',');
		expect(head).toBe('data:audio/mpeg;base64');
		expect((await soundOf(base64)).media.audioStreams[0].codec).toBe('mp3');
	});

	it('gives data where a schema asks for it', async () => {
		const found = { speakers: 1, actionItems: ['ask what you can do'] };
		server.answerWith(JSON.stringify(found));
		const properties = {
			speakers: { type: 'integer' },
			actionItems: { type: 'array', items: { type: 'string' } },
		};
		const jsonSchema = { type: 'object', properties, required: ['speakers', 'actionItems'] };
		const { outputs } = await run([jfk], {
			answerAsJson: true,
			jsonSchema: JSON.stringify(jsonSchema),
		});
		expect(outputs[0][0].json.json).toEqual(found);
	});

	it('takes the sound of a video', async () => {
		const video = path.join(folder, 'talk.mp4');
		const picture = ['-f', 'lavfi', '-i', 'color=c=red:s=64x64:d=11'];
		await makeMedia(video, ...picture, '-i', recording('jfk.flac'), '-shortest');
		const { outputs } = await run([await harness.itemFromFile(video)]);
		expect(outputs[0][0].json).toMatchObject({ text: ANSWER, duration: expect.closeTo(11, 0) });
	});

	it('marks an answer that breaks off or is declined, and says so', async () => {
		const options = { maxAnswerTokens: 2 };
		const cut = await run([jfk], { options });
		expect(cut.outputs[0][0].json).toMatchObject({ finish: 'truncated', text: ANSWER.slice(0, 8) });
		expect(cut.hints).toEqual([expect.stringMatching(/"jfk" breaks off/)]);
		server.refusal = 'I cannot identify voices.';
		const declined = await run([jfk]);
		expect(declined.outputs[0][0].json.finish).toBe('refused');
		expect(declined.hints).toEqual([expect.stringMatching(/declined/)]);
	});

	it('says what to do with a recording that is too long to be asked about', async () => {
		const file = path.join(folder, 'half-an-hour.flac');
		await makeMedia(file, '-f', 'lavfi', '-i', 'anullsrc=r=8000:cl=mono', '-t', '1802');
		const { failure } = await run([await harness.itemFromFile(file)]);
		expect(failure).toMatch(/up to 30 minutes.*"Transcribe".*Basic LLM Chain/);
		expect(server.requests).toEqual([]);
	});
});

describe('several items', () => {
	it('are asked about at once, no more than allowed, and stay in order', async () => {
		// The first answer waits for a second question: sooner or later it is there, or the test fails.
		const chat = server.chat.bind(server);
		const together = jest.spyOn(server, 'chat').mockImplementation((async (request: never) => {
			await waitFor(() => server.maximumInFlight > 1 || undefined);
			return chat(request);
		}) as never);
		const { outputs } = await run(Array(7).fill(jfk), { options: { requestsAtOnce: 3 } });
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3, 4, 5, 6].map((item) => ({ item })),
		);
		together.mockRestore();
		expect(outputs[0].map(({ json }) => json.text)).toEqual(Array(7).fill(ANSWER));
		expect(server.maximumInFlight).toBeLessThanOrEqual(3);
	});

	it('fail alone where Continue On Fail is on', async () => {
		const items = [jfk, { json: {} }, jfk];
		const { outputs } = await run(items, {}, { onError: 'continueRegularOutput' });
		expect(outputs[0].map(({ json }) => json.text ?? json.error)).toEqual([
			ANSWER,
			expect.stringMatching(/no file/),
			ANSWER,
		]);
	});
});

describe("an agent's tool", () => {
	let web: Loopback;
	beforeAll(async () => {
		web = await serve((_, response) => response.end(readFileSync(recording('jfk.flac'))));
	});
	afterAll(async () => await web.close());

	it('works from an address alone', async () => {
		const parameters = {
			...{ operation: 'ask', inputSource: 'url', url: '={{ $json.address }}' },
			prompt: '={{ $json.question }}',
		};
		const [[item]] = await harness.runAsTool(hostedWorkflow(parameters), 'Transcribe', {
			address: `${web.url}/jfk.flac`,
			question: 'What is asked for?',
		});
		expect(item.json.text).toBe(ANSWER);
		expect(received().content[1]).toEqual({ type: 'text', text: 'What is asked for?' });
	});
});

describe('what goes wrong', () => {
	it.each<[number, RegExp]>([
		[401, /API key/],
		[413, /larger than .* takes/],
		[429, /limits how many requests/],
	])('a %d is one sentence, without the key', async (status, sentence) => {
		server.failNext([{ status }]);
		const node = { onError: 'continueRegularOutput' };
		const { outputs } = await run([jfk], { options: { tries: 1 } }, node);
		expect(outputs[0][0].json.error).toMatch(sentence);
		expect(JSON.stringify(outputs)).not.toContain(OPEN_AI_KEY);
	});

	it('without a credential it says where to choose one', async () => {
		const { failure } = await run([jfk], {}, { credentials: undefined });
		expect(failure).toMatch(/no credential is chosen.*OpenAI-Compatible API/);
	});

	it('without a question it says so', async () => {
		const { failure } = await run([jfk], { prompt: ' ' });
		expect(failure).toMatch(/"Question" is empty/);
	});

	it('a value that an expression got wrong is named', async () => {
		const { failure } = await run([jfk], { options: { audioAs: '={{ "wav" }}' } });
		expect(failure).toMatch(/"Audio As" must be one of input_audio, audio_url/);
	});

	it('the stop button ends a question that hangs, within two seconds', async () => {
		server.hang(2);
		const workflow = hostedWorkflow({ operation: 'ask' }, { onError: 'continueRegularOutput' });
		const execution = harness.start(workflow, { items: [jfk, jfk] });
		await waitFor(() => server.requests[1]);
		const stoppedMs = Date.now();
		execution.cancel();
		const { status, lastItems } = await execution.result;
		expect([status, lastItems]).toEqual(['canceled', []]);
		expect(Date.now() - stoppedMs).toBeLessThan(2000);
	});
});
