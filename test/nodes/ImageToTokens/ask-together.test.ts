import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { openAsking, readMessage, runAsking, type Asking } from '../../helpers/ask';
import { picture } from '../../helpers/image-to-tokens';
import { usePictureFolder } from '../../helpers/pictures';

const { write } = usePictureFolder();
let asking: Asking;
let rocket: INodeExecutionData;
let coffee: INodeExecutionData;
let broken: INodeExecutionData;
const empty: INodeExecutionData = { json: {} };

beforeAll(async () => {
	asking = await openAsking();
	rocket = await asking.harness.itemFromFile(picture('rocket.jpg'));
	coffee = await asking.harness.itemFromFile(picture('coffee.png'));
	broken = await asking.harness.itemFromFile(write('broken.png', 'no picture'));
});
afterAll(async () => await asking.close());
beforeEach(() => asking.forget());

const ask = async (
	items: INodeExecutionData[],
	parameters: IDataObject = {},
	node?: Partial<INode>,
) =>
	await runAsking(
		asking.harness,
		items,
		'imageToTokens',
		{ messages: 'together', ...parameters },
		node,
	);
const goOn = { onError: 'continueRegularOutput' } as const;

describe('all items in one message', () => {
	it('are shown side by side, by their names, and one answer is paired with all', async () => {
		const { items, error } = await ask([rocket, coffee], { prompt: 'Which is hot?' });
		expect(error).toBeUndefined();
		const [request, ...others] = asking.anthropic.requests;
		expect(others).toEqual([]);
		expect(readMessage(request)).toEqual([
			'Image 1: rocket',
			'<image/jpeg>',
			'Image 2: coffee',
			expect.stringMatching(/^<image/),
			'Which is hot?',
		]);
		expect(items).toHaveLength(1);
		expect(items[0].pairedItem).toEqual([{ item: 0 }, { item: 1 }]);
		expect(items[0].json).toMatchObject({
			text: '2 pictures seen.',
			images: [{ name: 'rocket' }, { name: 'coffee' }],
		});
	});

	it('go on without those that cannot be read, where the node may', async () => {
		const { items, error } = await ask([broken, rocket, empty, coffee], {}, goOn);
		expect(error).toBeUndefined();
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			[{ item: 1 }, { item: 3 }],
			{ item: 0 },
			{ item: 2 },
		]);
		const [answer, ...failed] = items;
		expect(answer.json.text).toBe('2 pictures seen.');
		expect(failed.map(({ json }) => (json.details as IDataObject).code)).toEqual([
			expect.any(String),
			'MISSING_BINARY',
		]);
		for (const { json } of failed) expect(Object.keys(json)).toEqual(['error', 'details']);
	});

	it('fail by the first that cannot be read, where it may not, and nothing is sent', async () => {
		const { error } = await ask([rocket, empty]);
		expect(error!.message).toMatch(/There is no file in the binary field "data" .* \[item 1\]$/);
		expect(asking.anthropic.requests).toEqual([]);
	});

	it('are all failed where the service refuses', async () => {
		asking.anthropic.failNext([{ status: 400 }]);
		const { items } = await ask([rocket, coffee], {}, goOn);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		for (const { json } of items) expect(json.error).toMatch(/does not accept the request/);
	});

	it('are all failed where the node itself is set wrong', async () => {
		const { items } = await ask([rocket, coffee], { options: { tries: 0 } }, goOn);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		for (const { json } of items) expect(json.error).toMatch(/^"Tries" must be/);
	});

	it('are only unreadable ones: nothing is sent', async () => {
		const { items } = await ask([empty, broken], {}, goOn);
		expect(items).toHaveLength(2);
		expect(asking.anthropic.requests).toEqual([]);
	});

	it('may be more than 20: then no side is over 2,000 pixels', async () => {
		const page = await asking.harness.itemFromFile(picture('clip_diagram.png'));
		const { items, error } = await ask([page, ...Array<INodeExecutionData>(20).fill(rocket)]);
		expect(error).toBeUndefined();
		const [{ width }, ...others] = items[0].json.images as Array<{ width: number }>;
		// All that the service takes of so many: the model would look at 2,162.
		expect(width).toBe(2000);
		expect(others.map((each) => each.width)).toEqual(Array(20).fill(640));
	});

	it('are refused beyond what one message holds', async () => {
		const binaryPropertyName = Array(301).fill('data').join(',');
		const { error } = await ask([rocket, rocket], { binaryPropertyName });
		expect(error!.message).toMatch(/^One message to Anthropic holds at most 600 pictures.* 602\./);
		expect(asking.anthropic.requests).toEqual([]);
	});
});
