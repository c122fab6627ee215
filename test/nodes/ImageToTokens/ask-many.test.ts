import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { askWorkflow, openAsking, runAsking, type Asking } from '../../helpers/ask';
import { picture } from '../../helpers/image-to-tokens';
import { waitFor } from '../../helpers/processes';
import { watchTemporaryFolder } from '../../helpers/temporary';

/** The promise to the user. */
const QUIET_WITHIN_MS = 2000;
const temporary = watchTemporaryFolder();
let asking: Asking;
let photo: INodeExecutionData;

beforeAll(async () => {
	asking = await openAsking();
	photo = await asking.harness.itemFromFile(picture('rocket.jpg'));
});
afterAll(async () => await asking.close());
beforeEach(() => asking.forget());

const hundred = () => Array.from({ length: 100 }, (_, n) => ({ ...photo, json: { n } }));
const parameters = { prompt: '=Is {{ $json.n }} a number?', options: { shrink: false } };

describe('a hundred items', () => {
	it.each([
		[4, {}],
		[7, { requestsAtOnce: 7 }],
	])('are asked about %p at a time and come out in order', async (atOnce, options: IDataObject) => {
		asking.anthropic.delayMs = 50;
		asking.anthropic.answerWith(({ body }) => body.messages[0].content.at(-1).text);
		const { items, error } = await runAsking(asking.harness, hundred(), 'imageToTokens', {
			...parameters,
			options: { ...parameters.options, ...options },
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.text)).toEqual(
			hundred().map(({ json: { n } }) => `Is ${n} a number?`),
		);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			hundred().map(({ json: { n } }) => ({ item: n })),
		);
		expect(asking.anthropic.maximumInFlight).toBeLessThanOrEqual(atOnce);
		expect(asking.anthropic.maximumInFlight).toBeGreaterThan(atOnce / 2);
	});
});

describe('the stop button', () => {
	it.each(['separate', 'together'])('ends all requests soon (%s)', async (messages) => {
		asking.anthropic.hang(1000);
		const workflow = askWorkflow('imageToTokens', { ...parameters, messages });
		const execution = asking.harness.start(workflow, { items: hundred().slice(0, 20) });
		const expected = messages === 'separate' ? 4 : 1;
		await waitFor(() => asking.anthropic.requests.length === expected || undefined);
		const stoppedMs = Date.now();
		execution.cancel();
		const { status, lastItems } = await execution.result;
		while (asking.anthropic['inFlight'] > 0 && Date.now() - stoppedMs < 10 * QUIET_WITHIN_MS) {
			await sleep(10);
		}
		expect(Date.now() - stoppedMs).toBeLessThan(QUIET_WITHIN_MS);
		expect(status).toBe('canceled');
		expect(lastItems).toEqual([]);
		expect(asking.anthropic.requests).toHaveLength(expected);
	});

	it('leaves no files behind', async () => {
		await asking.harness.close();
		expect(temporary.list()).toEqual([]);
	});
});
