import type { INodeExecutionData } from 'n8n-workflow';
import { openHarness, type Harness } from '../../../scripts/lib/harness';
import { findDifference, searchExhaustively } from '../../helpers/pgvector/exhaustive';
import { startPglite } from '../../helpers/pgvector/pglite';
import { drawPictures } from '../../helpers/pgvector/pictures';
import { postgresNode } from '../../helpers/pgvector/postgres-node';
import { readyExample } from '../../helpers/pgvector/ready-example';

const PICTURES = 500;
const files = drawPictures(PICTURES);
const credential = { id: '1', name: 'Postgres account' };
const index = readyExample('clip-image-search-index.json', credential);
const query = readyExample('clip-image-search-query.json', credential);

let database: Awaited<ReturnType<typeof startPglite>>;
let harness: Harness;
let stored: Array<{ id: string; vector: number[] }>;

async function storePictures(items: INodeExecutionData[]) {
	const { error, itemsOf } = await harness.run(index, { items });
	expect(error).toBeUndefined();
	expect(itemsOf('Store Pictures')).toHaveLength(items.length);
	return itemsOf('CLIP Similarity').map(({ json }) => ({
		id: json.fileName as string,
		vector: json.embedding as number[],
	}));
}

async function find(questions: Array<{ query?: string; limit?: number }>) {
	const { error, itemsOf } = await harness.run(query, {
		items: questions.map((json) => ({ json })),
	});
	expect(error).toBeUndefined();
	const found = itemsOf('Find Pictures');
	return itemsOf('CLIP Similarity').map(({ json }, place) => ({
		vector: json.embedding as number[],
		rows: found.filter((item) => itemIndexOf(item) === place).map((item) => item.json),
	}));
}

const itemIndexOf = ({ pairedItem }: INodeExecutionData) => (pairedItem as { item: number }).item;

describe('pictures in pgvector', () => {
	beforeAll(async () => {
		database = await startPglite();
		harness = await openHarness({
			credentials: { postgres: database.credential },
			standIns: { 'n8n-nodes-base.postgres': postgresNode },
		});
		const items = await Promise.all(files.map((file) => harness.itemFromFile(file)));
		stored = await storePictures(items);
	}, 180_000);
	afterAll(async () => {
		await harness?.close();
		await database?.stop();
	});

	it('orders all pictures for each sentence as an exhaustive search does', async () => {
		const things = [
			'red square',
			'blue circle',
			'purple star',
			'orange ring',
			'black heart',
			'green triangle',
		];
		const answers = await find(
			things.map((thing) => ({ query: `a photo of a ${thing}`, limit: PICTURES })),
		);
		expect(answers).toHaveLength(things.length);
		for (const [place, { vector, rows }] of answers.entries()) {
			const ids = rows.map(({ id }) => id as string);
			expect(ids).toHaveLength(PICTURES);
			expect(findDifference(ids, stored, vector)).toBeUndefined();
			const [best] = searchExhaustively(stored, vector);
			expect(rows[0].similarity).toBeCloseTo(best.similarity, 5);
			const [colour] = things[place].split(' ');
			expect(ids[0]).toContain(colour);
		}
	});

	it('has hardly a tie among the pictures, so that the order says something', async () => {
		const [{ vector }] = await find([{}]);
		const places = searchExhaustively(stored, vector).map(({ place }) => place);
		expect(new Set(places).size).toBeGreaterThan(0.9 * PICTURES);
	});

	it('gives the twelve best of a red square when nothing is asked', async () => {
		const [{ vector, rows }] = await find([{}]);
		const ids = rows.map(({ id }) => id as string);
		expect(ids).toHaveLength(12);
		expect(findDifference(ids, stored, vector)).toBeUndefined();
		expect(rows[0]).toMatchObject({ metadata: { dimensions: 64 } });
	});

	it('replaces a picture that is there already', async () => {
		const again = await Promise.all(files.slice(0, 20).map((file) => harness.itemFromFile(file)));
		await storePictures(again);
		const [{ rows }] = await find([{ query: 'a photo of a red square', limit: 2 * PICTURES }]);
		expect(rows).toHaveLength(PICTURES);
	});

	it('gives equal pictures in the order of their names', async () => {
		const names = ['9003.png', '9001.png', '9002.png'];
		await storePictures(
			await Promise.all(
				names.map(async (fileName) => ({
					...(await harness.itemFromFile(files[0])),
					json: { fileName },
				})),
			),
		);
		const [{ rows }] = await find([{ query: 'a blue circle', limit: 2 * PICTURES }]);
		const copies = rows.map(({ id }) => id as string).filter((id) => id.startsWith('9'));
		expect(copies).toEqual(['9001.png', '9002.png', '9003.png']);
	});
});

describe('the order of an exhaustive search', () => {
	const vectors = [
		{ id: 'c', vector: [0, 1] },
		{ id: 'b', vector: [1, 1] },
		{ id: 'a', vector: [2, 2.000001] },
	];

	it.each([
		[['a', 'b', 'c'], undefined],
		[['b', 'a', 'c'], undefined],
		[['b', 'a'], undefined],
		[['a', 'c', 'b'], 'at 1 there is c, and a should be'],
		[['a', 'a', 'c'], 'an id comes twice'],
	])('says of %j: %s', (ids, difference) => {
		expect(findDifference(ids, vectors, [1, 0])).toBe(difference);
	});
});
