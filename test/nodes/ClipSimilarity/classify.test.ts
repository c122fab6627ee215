import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { MAXIMUM_LISTED_SCORES } from '../../../lib/limits';
import {
	fixtureModel,
	modelIn,
	openHarness,
	runClip,
	shape,
	type Harness,
} from '../../helpers/clip';

interface Golden {
	logit_scale: number;
	labels: string[];
	accuracy: number;
	images: Array<{ file: string; truth: string; answer: string; probability: number }>;
}
interface Score {
	label: string;
	score: number;
	similarity: number;
}
const golden = JSON.parse(
	readFileSync(path.join(__dirname, '../../fixtures/golden/clip-shapes.json'), 'utf8'),
) as Golden;
const COLOURS = 'red\ngreen\nblue';
let harness: Harness;
let pictures: INodeExecutionData[];

beforeAll(async () => {
	harness = await openHarness();
	pictures = await Promise.all(
		['red-heart', 'green-star', 'blue-square'].map(
			async (name) => await harness.itemFromFile(shape(name)),
		),
	);
});
afterAll(async () => await harness.close());

/** The json of each picture, with `options` and the other fields as given. */
async function classify(parameters: IDataObject, items = pictures) {
	const { error, outputs, hints } = await runClip(harness, items, parameters);
	expect(error).toBeUndefined();
	expect(outputs).toHaveLength(1);
	return { json: outputs[0].map(({ json }) => json), items: outputs[0], hints };
}
const scoresOf = (json: IDataObject) => json.scores as unknown as Score[];

it('answers as the reference does', async () => {
	const items = await Promise.all(
		golden.images.map(async ({ file }) => await harness.itemFromFile(shape(path.parse(file).name))),
	);
	const template = 'a photo of {a} {label}';
	const { json } = await classify(
		{
			labels: golden.labels.join('\n'),
			template,
			options: { dtype: 'fp32', logitScale: golden.logit_scale },
		},
		items,
	);
	expect(json.map(({ label }) => label)).toEqual(golden.images.map(({ answer }) => answer));
	for (const [place, { probability }] of golden.images.entries()) {
		expect(json[place].score).toBeCloseTo(probability, 3);
	}
	const right = json.filter(({ label }, place) => label === golden.images[place].truth);
	expect(right.length / json.length).toBeCloseTo(golden.accuracy);
});

it('gives label, score and all scores, and keeps the fields, the file and the pair', async () => {
	const { items } = await classify({ labels: COLOURS });
	expect(items.map(({ json }) => json.label)).toEqual(['red', 'green', 'blue']);
	const [{ json, binary, pairedItem }] = items;
	expect(json).toEqual({
		fileName: 'red-heart.png',
		label: 'red',
		score: scoresOf(json)[0].score,
		scores: [
			{ label: 'red', score: expect.any(Number), similarity: expect.any(Number) },
			expect.anything(),
			expect.anything(),
		],
		usage: {
			embeddedImages: 1,
			embeddedTexts: 1,
			textTokens: expect.any(Number),
			durationMs: expect.any(Number),
			device: 'cpu',
			backend: 'native',
			threads: expect.any(Number),
		},
		engine: 'local',
		model: 'clip-shapes',
	});
	expect(scoresOf(json).reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 5);
	expect(binary).toEqual(pictures[0].binary);
	expect(pairedItem).toEqual({ item: 0 });
});

it('leaves the fields of the item out where that is wanted', async () => {
	const { items } = await classify({ labels: COLOURS, options: { includeInputFields: false } });
	expect(items[0].json).not.toHaveProperty('fileName');
	expect(items[0].binary).toEqual(pictures[0].binary);
});

it('averages several templates, and takes none for the label itself', async () => {
	const similarity = async (template: string) => {
		const { json } = await classify({ labels: COLOURS, template }, [pictures[0]]);
		return scoresOf(json[0]).find(({ label }) => label === 'red')!.similarity;
	};
	const [plain, bare, both] = [
		await similarity('a photo of a {label}'),
		await similarity('{label}'),
		await similarity('a photo of a {label}\n\n{label}'),
	];
	expect(await similarity('')).toBe(bare);
	expect(both).toBeGreaterThan(Math.min(plain, bare));
	expect(plain).not.toBeCloseTo(bare, 3);
});

it('calls a picture unknown below the minimum score', async () => {
	const logitScale = 1;
	const { json } = await classify({ labels: COLOURS, options: { threshold: 1, logitScale } });
	expect(json.map(({ label }) => label)).toEqual(['unknown', 'unknown', 'unknown']);
	const [best] = scoresOf(json[0]);
	expect(json[0].score).toBe(best.score);
	const exact = await classify(
		{ labels: COLOURS, options: { threshold: best.score, logitScale } },
		[pictures[0]],
	);
	expect(exact.json[0].label).toBe('red');
});

describe('labels', () => {
	it('are everyday ones in a node that is left as it is', async () => {
		const { json } = await classify({});
		expect(scoresOf(json[0]).map(({ label }) => label)).toContain('something else');
		expect(scoresOf(json[0])).toHaveLength(6);
	});

	it('may be a list that an expression gives, other ones for each item, with commas', async () => {
		const items = pictures.map((item, n) => ({
			...item,
			json: { list: n === 1 ? ['a ring, blue', 'a star, green'] : ['red', 'blue'] },
		}));
		const { json } = await classify({ labels: '={{ $json.list }}' }, items);
		expect(json.map(({ label }) => label)).toEqual(['red', 'a star, green', 'blue']);
	});

	it('count once when repeated', async () => {
		const { json } = await classify({ labels: 'red\n blue\nred\n\nblue ' });
		expect(scoresOf(json[0]).map(({ label }) => label)).toEqual(['red', 'blue']);
	});

	it('may be 5,000, of which the best are listed', async () => {
		const others = Array.from({ length: 4999 }, (_, n) => `number ${n}`);
		const labels = [...others, 'red heart'].join('\n');
		const { json } = await classify({ labels, template: 'a photo of a {label}' });
		expect(labels.split('\n')).toContain(json[0].label);
		expect(scoresOf(json[0])).toHaveLength(MAXIMUM_LISTED_SCORES);
		expect(JSON.stringify(json[0]).length).toBeLessThan(20_000);
	});

	it.each([
		['={{ "" }}', 'a photo of {label}', 'LABELS_EMPTY'],
		[' \n ', 'a photo of {label}', 'LABELS_EMPTY'],
		['cat', 'a photo of a cat', 'TEMPLATE_WITHOUT_LABEL'],
		['={{ [] }}', 'a photo of {label}', 'LABELS_EMPTY'],
	])('of %j in the template %j are refused', async (labels, template, code) => {
		const { error, outputs } = await runClip(harness, pictures, { labels, template });
		expect(error).toMatchObject({ type: code, context: { itemIndex: 0 } });
		expect(outputs).toEqual([]);
	});
});

describe('several labels', () => {
	const siglip = { model: modelIn(fixtureModel('siglip-tiny')), labels: COLOURS };

	it('are judged each by itself, and all that pass the minimum are listed', async () => {
		const alone = await classify({ ...siglip, options: { multiLabel: true } });
		const scores = scoresOf(alone.json[0]);
		expect(alone.json[0].labels).toEqual(
			scores.filter(({ score }) => score >= 0.5).map(({ label }) => label),
		);
		const threshold = scores[1].score;
		const { json } = await classify({ ...siglip, options: { multiLabel: true, threshold } });
		expect(json[0].labels).toEqual(scores.slice(0, 2).map(({ label }) => label));
		expect(json[0].label).toBe(scores[0].label);
	});

	it('are refused by a model that can only choose', async () => {
		const parameters = { labels: COLOURS, options: { multiLabel: true } };
		const { error } = await runClip(harness, pictures, parameters);
		expect(error).toMatchObject({ type: 'MULTI_LABEL_UNSUPPORTED' });
	});
});

it('takes the confidence sharpness, and otherwise says when it was assumed', async () => {
	const scoreAt = async (logitScale: number) => {
		const { json, hints } = await classify({ labels: COLOURS, options: { logitScale } });
		expect(hints).toEqual([]);
		return json[0].score as number;
	};
	expect(await scoreAt(1)).toBeLessThan(await scoreAt(100));
	const { hints } = await classify({ labels: COLOURS });
	expect(hints).toEqual([expect.stringMatching(/usual value.*"Confidence Sharpness"/)]);
});

it.each([
	[{ options: { threshold: 2 } }, /"Minimum Score" must be a number from 0 to 1/],
	[{ options: { logitScale: 0 } }, /"Confidence Sharpness" must be/],
	[{ options: { device: 'abacus' } }, /"Device" must be one of/],
	[{ operation: 'guess' }, /"Operation" must be one of/],
])('refuses %j', async (parameters, message) => {
	const { error } = await runClip(harness, pictures, { labels: COLOURS, ...parameters });
	expect(error?.message).toMatch(message);
});
