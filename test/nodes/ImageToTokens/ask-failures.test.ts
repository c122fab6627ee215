import type { IDataObject, INode, INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { openAsking, runAsking, wholeText, type Asking } from '../../helpers/ask';
import { picture } from '../../helpers/image-to-tokens';

/** As another account's would look. */
const refused = ['sk', 'ant', 'api03', 'wRoNg7QfKzX3mVbT9pLhY2cJ6d', '1aE8uRsWq0oGi5nA'].join('-');
let asking: Asking;
let photo: INodeExecutionData;

beforeAll(async () => {
	asking = await openAsking();
	photo = await asking.harness.itemFromFile(picture('rocket.jpg'));
});
afterAll(async () => await asking.close());
beforeEach(() => asking.forget());

const ask = async (parameters: IDataObject = {}, node: Partial<INode> = {}, items = [photo]) =>
	await runAsking(asking.harness, items, 'imageToTokens', parameters, node);

describe('an answer that is not whole', () => {
	it('is marked, with what to do, and its JSON is left out', async () => {
		asking.anthropic.answerWith(JSON.stringify({ title: 'x'.repeat(100) }));
		const { items, hints, error } = await ask({
			answerAsJson: true,
			options: { maxAnswerTokens: 5 },
		});
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ finish: 'truncated', stopReason: 'max_tokens' });
		expect(items[0].json.text).toHaveLength(20);
		expect(items[0].json).not.toHaveProperty('json');
		expect(hints).toEqual([
			'The answer about "rocket" breaks off: it is as long as "Max Answer Tokens" allows. Raise it under Options.',
		]);
	});
});

describe('a service that refuses', () => {
	it.each([{}, { onError: 'continueRegularOutput' } as const])(
		'the key is named in one sentence that keeps it secret (%p)',
		async (node) => {
			const own = await openAsking({ anthropicKey: refused });
			const { items, error, kept } = await runAsking(
				own.harness,
				[photo],
				'imageToTokens',
				{},
				node,
			);
			await own.close();
			const message = error?.message ?? items[0].json.error;
			expect(message).toMatch(
				/^The server at .* refuses the API key \(401: invalid x-api-key\)\. Open the Anthropic API credential/,
			);
			expect(own.anthropic.requests).toHaveLength(1);
			expect(kept + wholeText(error)).not.toContain(refused.slice(-12));
			expect(kept).not.toContain(refused.slice(0, 24));
		},
	);

	it('one item leaves the others theirs, where the node may go on', async () => {
		const items = [photo, { json: {} }, photo];
		const run = await ask({}, { onError: 'continueErrorOutput' }, items);
		expect(run.error).toBeUndefined();
		expect(run.itemsOf('Node', 0).map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 2 },
		]);
		const [failed, ...others] = run.itemsOf('Node', 1);
		expect(others).toEqual([]);
		expect(failed.json.error).toMatch(/There is no file in the binary field "data"/);
	});

	it('for a time is asked again, as often as the node says', async () => {
		const busy = { status: 529, 'retry-after-ms': '1' };
		asking.anthropic.failNext([busy, busy]);
		const { items } = await ask({ options: { tries: 3 } });
		expect(items[0].json.finish).toBe('complete');
		asking.anthropic.failNext([busy]);
		const { error } = await ask({ options: { tries: 1 } });
		expect(error!.message).toMatch(/overloaded/i);
		expect(asking.anthropic.requests).toHaveLength(4);
	});
});

it('names the request for whom asks the provider for help', async () => {
	asking.anthropic.failNext([{ status: 400 }, { status: 400 }]);
	const { error } = await ask();
	expect((error as NodeOperationError).description).toMatch(/<br>Request ID: req_\w+$/);
	const { items } = await ask({}, { onError: 'continueRegularOutput' });
	expect(items[0].json.details).toMatchObject({ requestId: expect.stringMatching(/^req_/) });
});

describe('what is wrong with the node', () => {
	it.each<[IDataObject, RegExp]>([
		[{ prompt: '={{ " " }}' }, /^"Question" is empty/],
		[
			{ anthropicModel: { __rl: true, mode: 'id', value: '={{ "" }}' } },
			/^"Model" must be the name/,
		],
		[{ anthropicModel: '={{ $json.none }}' }, /^"Model" must be the name/],
		[{ options: { maxAnswerTokens: 0 } }, /^"Max Answer Tokens" must be a whole number from 1/],
		[{ options: { requestsAtOnce: 99 } }, /^"Requests at Once" must be .* to 32/],
		[{ options: { timeout: -1 } }, /^"Timeout" must be a number from 1 to 3600/],
		[{ options: { tries: 0 } }, /^"Tries" must be a whole number from 1 to 20/],
		[{ options: { inputPrice: 'dear' } }, /^"Price of Input Tokens" must be a number/],
		[{ options: { shrink: 'perhaps' } }, /^"Shrink Pictures" must be/],
	])('is told before anything is sent: %p', async (parameters, sentence) => {
		const { error } = await ask(parameters);
		expect(error!.message).toMatch(sentence);
		expect(asking.anthropic.requests).toEqual([]);
	});

	it.each(['separate', 'together'])('a missing credential is too (%s)', async (messages) => {
		const run = ask({ messages }, { credentials: undefined });
		const sentence = await run.then(
			({ error }) => error!.message,
			(error: Error) => error.message,
		);
		expect(sentence).toMatch(/no credential is chosen.* kind "Anthropic API"/);
	});
});

it('counts with the prices of the node where it has any', async () => {
	const { items } = await ask({ options: { inputPrice: 1000, outputPrice: 0 } });
	const { inputTokens, outputTokens, cost } = items[0].json.usage as Record<string, number>;
	expect(cost).toBeCloseTo((inputTokens * 1000 + outputTokens * 25) / 1e6, 9);
});

it('tells no cost of a model whose price it does not know', async () => {
	const openAiModel = { __rl: true, mode: 'id', value: 'local-model' };
	const { items } = await ask({ provider: 'openAi', openAiModel });
	expect(items[0].json.usage).toMatchObject({ inputTokens: expect.any(Number) });
	expect(items[0].json.usage).not.toHaveProperty('cost');
});

it('keeps the key out of all that n8n keeps of a run', async () => {
	const { kept, items } = await ask({}, {}, [photo, photo]);
	expect(items).toHaveLength(2);
	expect(kept).toContain('rocket');
	expect(kept).not.toContain(asking.anthropic.apiKey.slice(12, 30));
});

it('marks a refusal, with its words for the provider', async () => {
	asking.anthropic.stopReason('refusal');
	const { items, hints, error } = await ask({ answerAsJson: true });
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({ text: '', finish: 'refused', stopReason: 'refusal' });
	expect(hints).toEqual([
		'The service declined to answer about "rocket". Ask in other words, or ask another model.',
	]);
});
