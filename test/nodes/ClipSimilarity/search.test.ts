import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { openHarness, runClip, shape, shapeNames, type Harness } from '../../helpers/clip';

let harness: Harness;
let pictures: INodeExecutionData[];

beforeAll(async () => {
	harness = await openHarness();
	pictures = await Promise.all(
		shapeNames().map(async (name) => await harness.itemFromFile(shape(name))),
	);
});
afterAll(async () => await harness.close());

async function search(
	parameters: IDataObject,
	items = pictures,
	onError?: 'continueRegularOutput',
) {
	const all = { operation: 'search', ...parameters };
	const { error, outputs } = await runClip(harness, items, all, { node: { onError } });
	expect(error).toBeUndefined();
	return outputs[0];
}
const namesOf = (items: INodeExecutionData[]) =>
	items.map(({ json }) => String(json.fileName).replace('.png', ''));

it('ranks the pictures by a text, the best first, each with its file and pair', async () => {
	const found = await search({ query: 'a photo of a red heart', topK: 4 });
	expect(found.map(({ json }) => json.rank)).toEqual([1, 2, 3, 4]);
	const similarities = found.map(({ json }) => json.similarity as number);
	expect(similarities).toEqual([...similarities].sort((a, b) => b - a));
	expect(namesOf(found)[0]).toBe('red-heart');
	for (const item of found) {
		const { item: index } = item.pairedItem as { item: number };
		expect(namesOf([pictures[index]])).toEqual(namesOf([item]));
		expect(item.binary).toEqual(pictures[index].binary);
	}
});

it('gives ten at most when untouched, and all where there are fewer', async () => {
	expect(await search({ query: 'a heart' })).toHaveLength(10);
	expect(await search({ query: 'a heart', topK: 1000 })).toHaveLength(pictures.length);
});

it('leaves out what is less alike than the minimum', async () => {
	const found = await search({ query: 'a red heart', topK: 5 });
	const minimumSimilarity = found[2].json.similarity;
	const options = { minimumSimilarity };
	expect(await search({ query: 'a red heart', topK: 5, options })).toHaveLength(3);
});

it('turns away from what a picture should not show', async () => {
	const options = { minusQuery: 'a photo of a heart' };
	const rankOf = (items: INodeExecutionData[], name: string) => namesOf(items).indexOf(name);
	const plain = await search({ query: 'a photo of a red heart', topK: 100 });
	const without = await search({ query: 'a photo of a red heart', topK: 100, options });
	expect(rankOf(without, 'red-heart')).toBeGreaterThan(rankOf(plain, 'red-heart'));
});

it('finds by a picture that the first item brings', async () => {
	const [first, ...others] = pictures;
	const star = await harness.itemFromFile(shape('green-star'));
	const items = [
		{ ...first, binary: { ...first.binary, reference: star.binary!.data } },
		...others,
	];
	const found = await search({ searchBy: 'image', topK: 3 }, items);
	expect(namesOf(found)[0]).toBe('green-star');
	expect(found[0].json.similarity).toBeCloseTo(1, 4);
});

it('lays the pictures found on one sheet, in the first item', async () => {
	const options = { contactSheet: true };
	const [best, ...others] = await search({ query: 'a red heart', topK: 4, options });
	const { contactSheet, data } = best.binary!;
	expect(contactSheet).toMatchObject({ mimeType: 'image/png', fileName: 'contact-sheet.png' });
	const bytes = await harness.readBinary(contactSheet);
	expect(bytes.subarray(1, 4).toString()).toBe('PNG');
	// Two by two tiles at least: the width stands behind the first chunk's name.
	expect(bytes.readUInt32BE(16)).toBeGreaterThan(400);
	expect(data).toBeDefined();
	expect(others.map(({ binary }) => Object.keys(binary!))).toEqual(Array(3).fill(['data']));
});

it('makes no sheet where nothing is found', async () => {
	const options = { contactSheet: true, minimumSimilarity: 1 };
	expect(await search({ query: 'a red heart', options })).toEqual([]);
});

it('puts failed items behind the found ones', async () => {
	const items = [{ json: { fileName: 'none' } }, ...pictures.slice(0, 5)];
	const found = await search({ query: 'a heart', topK: 2 }, items, 'continueRegularOutput');
	expect(found.map(({ json }) => json.rank ?? json.details)).toEqual([
		1,
		2,
		expect.objectContaining({ code: 'MISSING_BINARY' }),
	]);
	expect(found[2].pairedItem).toEqual({ item: 0 });
});

it('fails every item where the query cannot be read', async () => {
	const found = await search({ query: ' ' }, pictures.slice(0, 3), 'continueRegularOutput');
	expect(found.map(({ json }) => (json.details as IDataObject).code)).toEqual([
		'EMPTY_FIELD',
		'EMPTY_FIELD',
		'EMPTY_FIELD',
	]);
});

it('says when the texts cancel each other out', async () => {
	const parameters = { operation: 'search', query: 'a heart', options: { minusQuery: 'a heart' } };
	const { error } = await runClip(harness, pictures, parameters);
	expect(error).toMatchObject({ type: 'QUERY_VANISHES' });
});

it.each([0, 2.5, 'many'])('refuses %p results', async (topK) => {
	const { error } = await runClip(harness, pictures.slice(0, 1), {
		operation: 'search',
		query: 'a',
		topK,
	});
	expect(error?.message).toMatch(/"Number of Results" must be a whole number/);
});

it.each([
	[{ topK: 0 }, /"Number of Results" must be a whole number from 1 up, but it is "0"/],
	[{ options: { minimumSimilarity: 2 } }, /"Minimum Similarity" must be a number from -1 to 1/],
	[{ options: { contactSheet: 'maybe' } }, /"Contact Sheet" must be one of/],
])('refuses %j of every item, before any picture is read', async (wrong, message) => {
	const parameters = { operation: 'search', query: 'a', ...wrong };
	const node = { onError: 'continueRegularOutput' as const };
	const { error, outputs } = await runClip(harness, [{ json: {} }, pictures[0]], parameters, {
		node,
	});
	expect(error).toBeUndefined();
	expect(outputs[0]).toHaveLength(2);
	for (const { json } of outputs[0]) expect(json.error).toMatch(message);
});
