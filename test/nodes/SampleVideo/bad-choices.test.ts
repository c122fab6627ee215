import type { IDataObject } from 'n8n-workflow';
import { fixtureModel, modelIn } from '../../helpers/clip';
import { openHarness, runVideo, video, type Harness } from '../../helpers/video';

let harness: Harness;

beforeAll(async () => (harness = await openHarness()));
afterAll(async () => await harness.close());

/** The json of the one item that comes out. */
async function failed(parameters: IDataObject): Promise<IDataObject> {
	const node = { onError: 'continueRegularOutput' as const };
	const input = [await harness.itemFromFile(video('carphone_pristine'))];
	const { items } = await runVideo(harness, input, parameters, { node });
	expect(items).toHaveLength(1);
	return items[0].json;
}

const failure = (code: string, message: RegExp) => ({
	error: expect.stringMatching(message),
	details: expect.objectContaining({ code, class: 'input' }),
});

describe('a choice that an expression or a person got wrong', () => {
	it.each<[string, IDataObject, RegExp]>([
		[
			'operation',
			{ operation: 'summarise' },
			/"Operation" must be one of sample, ask,.*"summarise"/,
		],
		['strategy', { strategy: 'best' }, /one of interval, count, scenes, informative, relevant/],
		['interval', { strategy: 'interval', interval: 0 }, /a number from 0.001 up.*"0"/],
		['count', { strategy: 'count', count: 2.5 }, /whole number from 1 to 10000.*"2.5"/],
		['count', { strategy: 'count', count: 10_001 }, /whole number from 1 to 10000.*"10001"/],
		['count', { strategy: 'count', count: '={{ null }}' }, /"Number of Frames".*"null"/],
		['useModel', { useModel: '={{ "maybe" }}' }, /"Look with a Model" must be one of true, false/],
	])('%s is refused, not passed over', async (_, parameters, message) => {
		expect(await failed(parameters)).toEqual(failure('INVALID_CHOICE', message));
	});

	const ofSheet = { contactSheet: true };
	const ofScenes = { strategy: 'scenes' };
	it.each<[string, unknown, RegExp, IDataObject?, IDataObject?]>([
		['start', '1:75', /"Start" must be a time in seconds \(90\) or as a clock.*"1:75"/],
		['end', 'soon', /"End" must be a time.*"soon"/],
		['format', 'bmp', /one of jpeg, png, webp/],
		['quality', 101, /whole number from 1 to 100/],
		['maxTokens', -1, /"Max Tokens" must be a whole number from 0 up/],
		['maxWidth', 0.5, /"Max Width" must be a whole number from 0 up/],
		['tileWidth', 20, /whole number from 48 to 2048/, {}, ofSheet],
		['sceneDetector', 'hash', /one of content, adaptive/, ofScenes],
		['scenePlace', 'anywhere', /one of start, middle, end/, ofScenes],
		['audioTrack', 'yes', /"Audio Track" must be one of true, false/],
	])('option %s is refused, not passed over', async (...row) => {
		const [name, value, message, parameters, others] = row;
		const json = await failed({ ...parameters, options: { ...others, [name]: value } });
		expect(json).toEqual(failure('INVALID_CHOICE', message));
	});

	it('a start behind the end of the video, or behind the end asked for', async () => {
		expect(await failed({ options: { start: '1:00' } })).toEqual(
			failure('START_BEYOND_END', /start is at 60 s, but the video ends at 4.004 s/),
		);
		expect(await failed({ options: { start: '3', end: '2' } })).toEqual(
			failure('END_BEFORE_START', /end \(2 s\) must come after the start \(3 s\)/),
		);
	});

	it('nothing to look for', async () => {
		expect(await failed({ strategy: 'relevant', query: '  ' })).toEqual(
			failure('EMPTY_FIELD', /"What to Look For" is empty/),
		);
	});

	it('a model for tokens that nobody knows', async () => {
		const options = { maxTokens: 1000, tokenModel: 'gtp-4o' };
		expect(await failed({ options })).toEqual(failure('TOKEN_MODEL_UNKNOWN', /gpt-4o/));
		expect(await failed({ options: { tokenModel: 'gtp-4o' } })).toEqual(
			failure('TOKEN_MODEL_UNKNOWN', /gpt-4o/),
		);
	});

	it.each([[false], [true]])('too few tokens (contact sheet: %s)', async (contactSheet) => {
		const options = { contactSheet, maxTokens: 1, tokenModel: 'gpt-4o' };
		expect(await failed({ options })).toEqual(
			failure('BUDGET_TOO_SMALL', /Not even one frame fits into 1 token:.*gpt-4o/),
		);
	});
});

it('a model that does not look at pictures', async () => {
	const model = modelIn(fixtureModel('whisper-micro'));
	const json = await failed({ strategy: 'relevant', query: 'a car', model });
	expect(json.details).toMatchObject({ class: 'model' });
});
