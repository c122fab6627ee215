import type { IDataObject } from 'n8n-workflow';
import { openHarness, recording, runTranscribe, type Harness } from '../../helpers/transcribe';

const LEFT = /complaint against the wizard.*vanished behind the curtain on the left/i;
const RIGHT = /horizon seems extremely distant/i;
let harness: Harness;

beforeAll(async () => (harness = await openHarness()));
afterAll(async () => await harness.close());

async function run(channel: string) {
	const items = [{ json: {} }, await harness.itemFromFile(recording('stereo.wav'))];
	const node = { onError: 'continueErrorOutput' as const };
	const { outputs } = await runTranscribe(harness, items, { options: { channel } }, { node });
	return outputs[0];
}

describe('a recording with one speaker on each channel', () => {
	it('gives an item for each of them, both paired with it', async () => {
		const items = await run('each');
		expect(items.map(({ json, pairedItem }) => [json.channel, pairedItem])).toEqual([
			[1, { item: 1 }],
			[2, { item: 1 }],
		]);
		const [left, right] = items.map(({ json }) => json.text);
		expect([left, right]).toEqual([expect.stringMatching(LEFT), expect.stringMatching(RIGHT)]);
		expect(left).not.toMatch(RIGHT);
		expect(right).not.toMatch(/wizard|curtain/);
	});

	it.each([
		['left', LEFT],
		['right', RIGHT],
	])('gives the %s one alone when asked', async (channel, text) => {
		const items = await run(channel);
		expect(items).toHaveLength(1);
		expect(items[0].json.text).toMatch(text);
		expect(items[0].json).not.toHaveProperty('channel');
	});

	it('asked for a right channel it does not have, a mono recording says so', async () => {
		const node = { onError: 'continueRegularOutput' as const };
		const items = [await harness.itemFromFile(recording('quilter.wav'))];
		const parameters = { options: { channel: 'right' } };
		const { outputs } = await runTranscribe(harness, items, parameters, { node });
		const { error, details } = outputs[0][0].json as { error: string; details: IDataObject };
		expect(details.code).toBe('NO_SUCH_CHANNEL');
		expect(error).toMatch(/Channel 2 was asked for.*has 1 channel\. Choose another/);
	});
});
