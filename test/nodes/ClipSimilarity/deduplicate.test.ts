import path from 'node:path';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { openHarness, runClip, shape, type Harness } from '../../helpers/clip';
import { makeMedia, useFolder } from '../../helpers/media';

const folder = useFolder();
let harness: Harness;
/** A heart, a star, the heart enlarged, the star blurred, a square. */
let pictures: INodeExecutionData[];

beforeAll(async () => {
	harness = await openHarness();
	const make = async (name: string, from: string, filter: string) =>
		await makeMedia(path.join(folder, name), '-i', shape(from), '-vf', filter);
	const files = [
		shape('red-heart'),
		shape('green-star'),
		await make('large-heart.png', 'red-heart', 'scale=iw*2:ih*2:flags=neighbor'),
		await make('blurred-star.png', 'green-star', 'gblur=sigma=0.6'),
		shape('blue-square'),
	];
	pictures = await Promise.all(files.map(async (file) => await harness.itemFromFile(file)));
});
afterAll(async () => await harness.close());

async function deduplicate(
	parameters: IDataObject,
	items = pictures,
	onError?: 'continueRegularOutput',
) {
	const all = { operation: 'deduplicate', ...parameters };
	const { error, outputs } = await runClip(harness, items, all, { node: { onError } });
	expect(error).toBeUndefined();
	return outputs[0];
}
const namesOf = (items: INodeExecutionData[]) =>
	items.map(({ json }) => path.parse(String(json.fileName)).name);

it('keeps the largest of each group, in the order in which they came', async () => {
	const kept = await deduplicate({});
	expect(namesOf(kept)).toEqual(['green-star', 'large-heart', 'blue-square']);
	expect(kept.map(({ pairedItem }) => pairedItem)).toEqual([1, 2, 4].map((item) => ({ item })));
	expect(kept.map(({ json }) => json.duplicates)).toEqual([1, 1, 0]);
	expect(kept[0].binary).toEqual(pictures[1].binary);
});

it('keeps the first where that is wanted, and the sharpest', async () => {
	expect(namesOf(await deduplicate({ keep: 'first' }))).toEqual([
		'red-heart',
		'green-star',
		'blue-square',
	]);
	const [blurredFirst] = await deduplicate({ keep: 'sharpest' }, [pictures[3], pictures[1]]);
	expect(namesOf([blurredFirst])).toEqual(['green-star']);
});

it('marks all where all come out', async () => {
	const all = await deduplicate({ output: 'all' });
	expect(namesOf(all)).toEqual(namesOf(pictures));
	expect(all.map(({ json }) => [json.group, json.isKept, json.duplicateOf])).toEqual([
		[1, false, 2],
		[2, true, undefined],
		[1, true, undefined],
		[2, false, 1],
		[3, true, undefined],
	]);
	expect(all[0].json.similarity).toBeGreaterThanOrEqual(0.95);
	expect(all[0].json).toMatchObject({ engine: 'local', model: 'clip-shapes' });
});

it('goes by the threshold', async () => {
	expect(await deduplicate({ threshold: -1 })).toHaveLength(1);
	const same = [pictures[0], pictures[1], pictures[0]];
	expect(namesOf(await deduplicate({ threshold: 1 }, same))).toEqual(['red-heart', 'green-star']);
});

it('counts places among all items, failed ones too, which stay where they are', async () => {
	const items = [{ json: {} }, pictures[0], pictures[2]];
	const all = await deduplicate({ output: 'all' }, items, 'continueRegularOutput');
	expect(all[0].json.details).toMatchObject({ code: 'MISSING_BINARY' });
	expect(all[1].json).toMatchObject({ isKept: false, duplicateOf: 2 });
	const kept = await deduplicate({}, items, 'continueRegularOutput');
	expect(kept.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
});

it.each([
	[{ threshold: '={{ null }}' }, /"Similarity Threshold" must be a number from -1 to 1/],
	[{ threshold: 2 }, /"Similarity Threshold" must be a number from -1 to 1/],
	[{ keep: 'prettiest' }, /"Keep" must be one of/],
	[{ output: 'none' }, /"Output" must be one of/],
])('refuses %j, before any picture is read', async (parameters, message) => {
	const all = { operation: 'deduplicate', ...parameters };
	const items = [{ json: {} }, ...pictures];
	const { error } = await runClip(harness, items, all);
	expect(error?.message).toMatch(message);
	const failed = await deduplicate(parameters, items, 'continueRegularOutput');
	expect(failed).toHaveLength(items.length);
	for (const { json } of failed) expect(json.error).toMatch(message);
});
