import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { OPEN_AI_KEY } from '../../helpers/hosted/open-ai-server';
import {
	startTranscriptionServer,
	type TranscriptionServer,
	type Upload,
} from '../../helpers/hosted/transcription-server';
import { serve, type Loopback } from '../../helpers/loopback';
import { waitFor } from '../../helpers/processes';
import { watchTemporaryFolder } from '../../helpers/temporary';
import { recording, type Harness } from '../../helpers/transcribe';
import { hostedWorkflow, openHostedHarness, runHosted } from '../../helpers/transcribe-hosted';

/** The issue's own promise. */
const QUIET_WITHIN_MS = 2000;
const MEGABYTE = 1024 * 1024;
const continueOnFail = { onError: 'continueRegularOutput' as const };
const temporary = watchTemporaryFolder();

let intercept: ((upload: Upload, response: ServerResponse) => boolean) | undefined;
/** Whether the first upload waits for a second: sooner or later it is there, or the test fails. */
let together: boolean;
let atOnce = 0;
let mostAtOnce = 0;
let server: TranscriptionServer;
let harness: Harness;
let jfk: INodeExecutionData;
let long: INodeExecutionData;

beforeAll(async () => {
	server = await startTranscriptionServer({
		apiKey: OPEN_AI_KEY,
		async listen({ seconds }) {
			mostAtOnce = Math.max(mostAtOnce, ++atOnce);
			if (together) await waitFor(() => mostAtOnce > 1 || undefined);
			atOnce--;
			const text = `${seconds.toFixed(0)} seconds`;
			return { text, language: 'english', segments: [{ start: 0, end: seconds, text }] };
		},
		intercept: (upload, response) => intercept?.(upload, response) ?? false,
	});
	harness = await openHostedHarness({ baseUrl: server.baseUrl, apiKey: OPEN_AI_KEY });
	jfk = await harness.itemFromFile(recording('jfk.flac'));
	long = await harness.itemFromFile(recording('long.flac'));
});
afterAll(async () => {
	await server.close();
});
beforeEach(() => {
	server.uploads.length = 0;
	intercept = undefined;
	together = false;
	mostAtOnce = 0;
});

const run = async (items: INodeExecutionData[], options: IDataObject = {}, node = {}) =>
	await runHosted(harness, items, { engine: 'openAi', options }, node);

const only = ({ outputs }: Awaited<ReturnType<typeof run>>) => outputs[0][0].json;

/** The service answers so, with OpenAI's form of an error. */
const fail = (status: number, message: string, headers: Record<string, string> = {}) => {
	intercept = (_, response) => {
		response.writeHead(status, { 'content-type': 'application/json', ...headers });
		response.end(JSON.stringify({ error: { message, type: 'error', param: null, code: null } }));
		return true;
	};
};

describe('a long recording', () => {
	it('goes up in pieces that the service takes, and comes back as one', async () => {
		const options = { longestUpload: 40 };
		const json = only(await run([long], options));
		expect(server.uploads.length).toBeGreaterThan(2);
		for (const { seconds } of server.uploads) expect(seconds).toBeLessThanOrEqual(40);
		const segments = json.segments as Array<{ start: number; end: number }>;
		expect(segments).toHaveLength(server.uploads.length);
		expect(segments[0].start).toBe(0);
		expect(segments.at(-1)!.end).toBeCloseTo(Number(json.duration), 1);
		expect(json.usage).toMatchObject({ pieces: server.uploads.length });
	});

	it('stays below the megabytes that are allowed', async () => {
		const json = only(await run([long], { largestUpload: 1 }));
		expect(server.uploads.length).toBeGreaterThan(1);
		for (const { bodyBytes } of server.uploads) expect(bodyBytes).toBeLessThanOrEqual(MEGABYTE);
		expect(json.duration).toBeCloseTo(107.36, 1);
	});
});

describe('requests at once', () => {
	it('of items and their pieces together are no more than allowed, and the order stays', async () => {
		together = true;
		const options = { requestsAtOnce: 4, longestUpload: 30 };
		const { outputs } = await run([long, jfk, long], options);
		expect(mostAtOnce).toBeLessThanOrEqual(4);
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2].map((item) => ({ item })),
		);
		expect(outputs[0].map(({ json }) => Math.round(Number(json.duration)))).toEqual([107, 11, 107]);
	});

	it('fail alone where Continue On Fail is on', async () => {
		const { outputs } = await run([jfk, { json: {} }, jfk], {}, continueOnFail);
		expect(outputs[0].map(({ json }) => 'error' in json)).toEqual([false, true, false]);
	});
});

describe('what a service refuses', () => {
	it.each<[number, string, RegExp]>([
		[401, `Incorrect API key provided: ${OPEN_AI_KEY}`, /API key.*Open the/],
		[413, 'Maximum content size limit (26214400) exceeded', /larger than .* takes/],
		[429, 'Rate limit reached for whisper-1', /limits how many requests/],
		[400, 'Audio file might be corrupted or unsupported', /corrupted or unsupported/],
	])('with %d comes out as one sentence, without the key', async (status, message, sentence) => {
		fail(status, message);
		const result = await run([jfk], { tries: 1 }, continueOnFail);
		expect(only(result)).toEqual({
			error: expect.stringMatching(sentence),
			details: expect.objectContaining({ class: 'service' }),
		});
		expect(JSON.stringify(result.outputs)).not.toContain(OPEN_AI_KEY);
	});

	it('for a while is tried again as often as allowed', async () => {
		let calls = 0;
		intercept = (_, response) => {
			if (++calls > 2) return false;
			response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '0.05' });
			response.end('{"error":{"message":"Slow down"}}');
			return true;
		};
		expect(only(await run([jfk], { tries: 3 })).text).toBe('11 seconds');
		expect(calls).toBe(3);
	});

	it('by a model that it does not have names that model', async () => {
		const parameters = { engine: 'openAi', speechModel: 'whisper-9' };
		const { failure } = await runHosted(harness, [jfk], parameters);
		expect(failure).toMatch(/does not know this model.*whisper-9/);
	});

	it('because there is no credential says where to choose one', async () => {
		const { failure } = await run([jfk], {}, { credentials: undefined });
		expect(failure).toMatch(/no credential is chosen.*OpenAI-Compatible API/);
	});
});

describe("an agent's tool", () => {
	let web: Loopback;
	beforeAll(async () => {
		web = await serve((_, response) => response.end(readFileSync(recording('jfk.flac'))));
	});
	afterAll(async () => await web.close());

	it('works from an address alone, and gives json alone', async () => {
		const parameters = {
			...{ engine: 'openAi', inputSource: 'url', url: '={{ $json.address }}' },
			options: { outputFormats: ['srt'] },
		};
		const [[item]] = await harness.runAsTool(hostedWorkflow(parameters), 'Transcribe', {
			address: `${web.url}/jfk.flac`,
		});
		expect(item.json).toMatchObject({ text: '11 seconds', engine: 'openAi' });
		expect(item.binary).toBeUndefined();
	});
});

describe('the stop button', () => {
	it('ends uploads that get no answer, quietly, and the next run works', async () => {
		intercept = () => true;
		const workflow = hostedWorkflow({ engine: 'openAi' }, continueOnFail);
		const execution = harness.start(workflow, { items: [jfk, jfk, jfk] });
		await waitFor(() => server.uploads[2]);
		const stoppedMs = Date.now();
		execution.cancel();
		const { status, lastItems } = await execution.result;
		expect([status, lastItems]).toEqual(['canceled', []]);
		expect(Date.now() - stoppedMs).toBeLessThan(QUIET_WITHIN_MS);
		intercept = undefined;
		expect(only(await run([jfk])).text).toBe('11 seconds');
	});

	it('leaves no files behind', async () => {
		await harness.close();
		// It keeps what is sent to it.
		await server.close();
		expect(temporary.list()).toEqual([]);
	});
});
