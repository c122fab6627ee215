import { readFileSync } from 'node:fs';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { LOT_ITEMS } from '../../../lib/limits';
import { serve } from '../../helpers/loopback';
import {
	fixtureModel,
	modelIn,
	openHarness,
	runClip,
	shape,
	type Harness,
} from '../../helpers/clip';

let harness: Harness;
let heart: INodeExecutionData;
let star: INodeExecutionData;

beforeAll(async () => {
	harness = await openHarness();
	heart = await harness.itemFromFile(shape('red-heart'));
	star = await harness.itemFromFile(shape('green-star'));
});
afterAll(async () => await harness.close());

async function compare(
	items: INodeExecutionData[],
	parameters: IDataObject,
	onError?: 'continueRegularOutput',
) {
	const all = { operation: 'compare', ...parameters };
	const { error, outputs, hints } = await runClip(harness, items, all, { node: { onError } });
	expect(error).toBeUndefined();
	// How a model's likeness becomes a score is of no concern where no score is given.
	expect(hints).toEqual([]);
	return outputs[0].map(({ json }) => json);
}
const withReference = (item: INodeExecutionData, reference: INodeExecutionData) => ({
	...item,
	binary: { ...item.binary, reference: reference.binary!.data },
});

it('tells how well a text fits each picture', async () => {
	const [a, b] = await compare([heart, star], { referenceText: 'a photo of a red heart' });
	expect(a.similarity).toBeGreaterThan(b.similarity as number);
	expect(a).toMatchObject({ fileName: 'red-heart.png', engine: 'local', model: 'clip-shapes' });
	// This model can only choose among several, so there is no probability.
	expect(a).not.toHaveProperty('probability');
});

it('takes another text for each item', async () => {
	const items = [heart, star].map((item) => ({ ...item, json: { say: 'a green star' } }));
	items[0].json.say = 'a red heart';
	const own = await compare(items, { referenceText: '={{ $json.say }}' });
	const [, crossed] = await compare(items, { referenceText: 'a red heart' });
	expect(own[1].similarity).toBeGreaterThan(crossed.similarity as number);
});

it('gives the probability where the model knows one, for picture and text alone', async () => {
	const model = modelIn(fixtureModel('siglip-tiny'));
	const [json] = await compare([heart], { model, referenceText: 'red' });
	expect(json.probability).toBeGreaterThan(0);
	expect(json.probability).toBeLessThan(1);
	const compareWith = { compareWith: 'image', referenceBinaryPropertyName: 'data' };
	const [same] = await compare([heart], { model, ...compareWith });
	expect(same).not.toHaveProperty('probability');
});

describe('with a picture', () => {
	it('of each item', async () => {
		const items = [withReference(heart, heart), withReference(heart, star)];
		const [same, other] = await compare(items, { compareWith: 'image' });
		expect(same.similarity).toBeCloseTo(1, 5);
		expect(other.similarity).toBeLessThan(0.99);
	});

	it('of the first item', async () => {
		const items = [withReference(heart, star), heart, star];
		const json = await compare(items, { compareWith: 'image', referenceItem: 'first' });
		expect(json.map(({ similarity }) => (similarity as number) > 0.999)).toEqual([
			false,
			false,
			true,
		]);
		expect(json[0].similarity).toBeCloseTo(json[1].similarity as number, 5);
	});

	describe('at an address', () => {
		/** Compares items with what lies there; counts how often it is asked for. */
		async function compareWithServed(items: INodeExecutionData[], file: string) {
			const server = await serve(({ url }, response) => {
				if (url === '/none') response.writeHead(404).end();
				else response.end(readFileSync(shape(url.slice(1))));
			});
			const referenceUrl = `=${server.url}/${file}`;
			const parameters = { compareWith: 'image', referenceSource: 'url', referenceUrl };
			const json = await compare(items, parameters, 'continueRegularOutput');
			await server.close();
			return {
				json,
				isSame: json.map(({ similarity }) => (similarity as number) > 0.999),
				requests: server.seen.length,
			};
		}

		it('is read once in the run', async () => {
			const items = Array.from({ length: 2 * LOT_ITEMS + 1 }, (_, n) => (n % 2 ? heart : star));
			const { isSame, requests } = await compareWithServed(items, 'green-star');
			expect(isSame).toEqual(items.map((item) => item === star));
			expect(requests).toBe(1);
		});

		it('of its own for each item', async () => {
			const files = ['green-star', 'red-heart', 'red-heart', 'green-star'];
			const items = files.map((file) => ({ ...heart, json: { file } }));
			const { isSame, requests } = await compareWithServed(items, '{{ $json.file }}');
			expect(isSame).toEqual([false, true, true, false]);
			expect(requests).toBe(2);
		});

		it('that has none is asked once, and fails every item', async () => {
			const { json, requests } = await compareWithServed(Array(9).fill(heart), 'none');
			const codes = json.map(({ details }) => (details as IDataObject).code);
			expect(codes).toEqual(Array(9).fill('URL_REFUSED'));
			expect(requests).toBe(1);
		});
	});

	it('that is missing or broken fails the items that need it alone', async () => {
		const text = { data: Buffer.from('no picture').toString('base64'), mimeType: 'image/png' };
		const items = [
			withReference(heart, star),
			heart,
			{ ...heart, binary: { ...heart.binary, reference: text } },
			withReference(star, star),
		];
		const json = await compare(items, { compareWith: 'image' }, 'continueRegularOutput');
		expect(json.map(({ error }) => error !== undefined)).toEqual([false, true, true, false]);
		expect(json[1].details).toMatchObject({ code: 'MISSING_BINARY' });
		expect(json[1].error).toMatch(/"reference"/);
	});
});

it('compares texts, without any picture', async () => {
	const items = [{ json: { say: 'a red heart' } }, { json: { say: 'a green star' } }];
	const parameters = {
		contentType: 'text',
		text: '={{ $json.say }}',
		referenceText: 'a red heart',
	};
	const [same, other] = await compare(items, parameters);
	expect(same.similarity).toBeCloseTo(1, 5);
	expect(other.similarity).toBeLessThan(0.99);
	expect(same.usage).toMatchObject({ embeddedImages: 0 });
});

it.each([
	[{ referenceText: ' ' }, /"Compare With Text" is empty/],
	[{ contentType: 'text', text: ' ', referenceText: 'a' }, /"Text" is empty/],
	[{ contentType: 'sound', referenceText: 'a' }, /"What Comes In" must be one of image, text/],
	[{ compareWith: 'sound' }, /"Compare With" must be one of/],
])('refuses %j', async (parameters, message) => {
	const { error } = await runClip(harness, [heart], { operation: 'compare', ...parameters });
	expect(error?.message).toMatch(message);
});
