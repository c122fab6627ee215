import type { IDataObject } from 'n8n-workflow';
import {
	openHarness,
	picture,
	runImage,
	imageWorkflow,
	type Harness,
} from '../../helpers/image-to-tokens';

let harness: Harness;
beforeAll(async () => (harness = await openHarness()));
afterAll(async () => await harness.close());

const typed = { operation: 'count', sizeSource: 'typed', width: 1920, height: 1080 };

describe('counting', () => {
	it('reads the size of a picture, and lets the picture go on', async () => {
		const input = [await harness.itemFromFile(picture('rocket.jpg'))];
		const { items, hints } = await runImage(harness, input, { operation: 'count' });
		expect(items).toHaveLength(1);
		expect(items[0].json).toMatchObject({
			tokens: 23 * 16,
			width: 640,
			height: 427,
			resizedWidth: 640,
			resizedHeight: 427,
			cost: 0.00184,
			method: 'formula',
			model: 'claude-opus-4-8',
		});
		expect(items[0].binary!.data).toEqual(input[0].binary!.data);
		expect(items[0].pairedItem).toEqual({ item: 0 });
		expect(hints).toEqual([]);
	});

	it('counts for several models at once, from width and height alone', async () => {
		const tokenModel = ['claude-haiku-4-5', 'gpt-4o', 'gemini-3-pro-preview', 'qwen3-vl'];
		const options = { otherModels: 'OpenGVLab/InternVL3-8B,\n gpt-4o-2024-08-06' };
		const { items, hints } = await runImage(harness, [{ json: {} }], {
			...typed,
			tokenModel,
			options,
		});
		const [{ json }] = items;
		expect(json).toMatchObject({ tokens: 1560, resizedWidth: 1456, resizedHeight: 819 });
		const models = json.models as IDataObject[];
		expect(models.map(({ model, tokens }) => [model, tokens])).toEqual([
			['claude-haiku-4-5', 1560],
			['gpt-4o', 1105],
			['gemini-3-pro-preview', 1120],
			['qwen3-vl', 2040],
			['internvl3', 2304],
		]);
		expect(models[0]).toMatchObject({ cost: 0.00156, currency: 'USD', priceDate: '2026-09' });
		expect(models[3]).toMatchObject({ markerTokens: 2 });
		expect(models[1]).not.toHaveProperty('cost');
		expect(hints).toEqual([
			expect.stringMatching(
				/^No price is known here of GPT-4o, Gemini 3 Pro.* no cost for them\. To have one, count for one model alone/,
			),
		]);
	});

	it('has no cost where no price is known, until one is typed', async () => {
		const asked = { ...typed, tokenModel: ['gpt-4o'] };
		const free = await runImage(harness, [{ json: {} }], asked);
		expect(free.items[0].json).not.toHaveProperty('cost');
		expect(free.hints).toEqual([
			expect.stringMatching(/no cost for it\. Type one into the option/),
		]);
		const priced = await runImage(harness, [{ json: {} }], {
			...asked,
			options: { tokenPrice: 2 },
		});
		expect(priced.items[0].json.cost).toBeCloseTo(0.00221, 8);
		expect((priced.items[0].json.models as IDataObject[])[0]).not.toHaveProperty('priceDate');
		expect(priced.hints).toEqual([]);
	});

	it('minds the level of detail and the media resolution', async () => {
		const { items } = await runImage(harness, [{ json: {} }], {
			...typed,
			tokenModel: ['gpt-5.6-sol', 'gemini-3-pro-preview'],
			detail: 'low',
			options: { mediaResolution: 'ultraHigh' },
		});
		const models = items[0].json.models as IDataObject[];
		expect(models.map(({ tokens }) => tokens)).toEqual([173, 2240]);
	});

	it('says why a model would refuse the picture, and counts all the same', async () => {
		const { items, hints } = await runImage(harness, [{ json: {} }], { ...typed, width: 9000 });
		const [model] = items[0].json.models as IDataObject[];
		expect(model.refusal).toMatch(/at most 8000 pixels a side/);
		expect(hints).toEqual([`Claude Opus 4.8: ${String(model.refusal)}`]);
	});

	it('takes one model as a plain text, as an expression gives it', async () => {
		const { items } = await runImage(harness, [{ json: { model: 'gpt-5.1, gpt-4o' } }], {
			...typed,
			tokenModel: '={{ $json.model }}',
		});
		expect((items[0].json.models as IDataObject[]).map(({ tokens }) => tokens)).toEqual([
			910, 1105,
		]);
	});
});

describe('a wrong choice is one clear error', () => {
	it.each([
		[
			'a model that nobody knows',
			{ options: { otherModels: 'gpt-6-sol' } },
			/Did you mean "gpt-5.6-sol"/,
		],
		['no model', { tokenModel: [] }, /^"Models" is empty/],
		['no width', { width: '={{ $json.none }}' }, /^"Width" must be a whole number from 1 up/],
		['half a pixel', { height: 0.5 }, /^"Height" must be a whole number/],
		['a detail of one’s own', { detail: '={{ "fine" }}' }, /^"Detail" must be one of auto/],
		['a negative price', { options: { tokenPrice: -1 } }, /^"Price of a Million Tokens" must be/],
	])('%s', async (_, parameters, message) => {
		const { error } = await runImage(harness, [{ json: {} }], { ...typed, ...parameters });
		expect(error?.message).toMatch(message);
	});

	it('an item without a file fails alone', async () => {
		const input = [{ json: {} }, await harness.itemFromFile(picture('rocket.jpg'))];
		const node = { onError: 'continueRegularOutput' as const };
		const { items } = await runImage(harness, input, { operation: 'count' }, node);
		expect(items[0].json.details).toMatchObject({ code: 'MISSING_BINARY' });
		expect(items[1].json.tokens).toBe(368);
	});
});

it('answers an agent that only knows the size', async () => {
	const workflow = imageWorkflow({ ...typed, width: '={{ $json.width }}' });
	const [items] = await harness.runAsTool(workflow, 'Image', { width: 640 });
	expect(items).toHaveLength(1);
	expect(items[0].json).toMatchObject({ width: 640, height: 1080, tokens: 23 * 39 });
	expect(items[0]).not.toHaveProperty('binary');
});
