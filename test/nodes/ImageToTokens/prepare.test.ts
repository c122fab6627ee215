import path from 'node:path';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import sharp from 'sharp';
import { countImageTokens } from '../../../lib/tokens/count';
import { useAllowedFolder } from '../../helpers/allowed-folder';
import {
	imageWorkflow,
	openHarness,
	picture,
	runImage,
	type Harness,
} from '../../helpers/image-to-tokens';
import { usePictureFolder } from '../../helpers/pictures';

const { write } = usePictureFolder();
useAllowedFolder(path.dirname(picture('coffee.png')));
let harness: Harness;
beforeAll(async () => {
	harness = await openHarness();
});
afterAll(async () => await harness.close());

const bytesOf = async ({ binary }: INodeExecutionData, field = 'data') =>
	await harness.readBinary(binary![field]);

async function prepare(file: string, parameters: IDataObject = {}) {
	const input = [await harness.itemFromFile(file)];
	return await runImage(harness, input, { operation: 'prepare', ...parameters });
}

/** A photograph that Claude would shrink, turned on its side by its metadata. */
async function largePhotograph() {
	const image = sharp(picture('coffee.png'))
		.resize(3840, 2160)
		.jpeg()
		.withMetadata({ orientation: 6 });
	return write('large.jpg', await image.toBuffer());
}

/** Lines of "text" down a page as long as a web page. */
async function longPage(width = 800, height = 9000) {
	const page = Buffer.alloc(width * height, 255);
	for (let y = 0; y < height; y += 20)
		page.fill(0, y * width + 40, y * width + 40 + ((y * 7) % (width - 80)));
	const raw = { raw: { width, height, channels: 1 as const } };
	return write('page.png', await sharp(page, raw).png().toBuffer());
}

it('gives what the model looks at, upright, as a file, numbers and a message', async () => {
	const { items, hints } = await prepare(await largePhotograph(), {
		tokenModel: 'claude-opus-4-8',
	});
	expect(items).toHaveLength(1);
	const [{ json, binary, pairedItem }] = items;
	const bytes = await bytesOf(items[0]);
	const { width, height } = await sharp(bytes).metadata();
	expect({ width, height }).toEqual({ width: 1449, height: 2576 });
	expect(json).toMatchObject({
		width,
		height,
		originalWidth: 2160,
		originalHeight: 3840,
		bytes: bytes.length,
		format: 'jpeg',
		tokens: countImageTokens('claude-opus-4-8', { width, height }).tokens,
		tokensBefore: 4784,
		tokensSaved: 0,
		cost: 0.02392,
		model: 'claude-opus-4-8',
	});
	expect(binary!.data).toMatchObject({ mimeType: 'image/jpeg', fileName: 'large.jpg' });
	expect(json.message).toEqual([
		{
			type: 'image',
			source: { type: 'base64', media_type: 'image/jpeg', data: bytes.toString('base64') },
		},
	]);
	expect(pairedItem).toEqual({ item: 0 });
	expect(hints).toEqual([]);
});

it.each(['claude-haiku-4-5', 'gpt-5.4', 'gpt-4o', 'qwen2.5-vl', 'internvl3', 'gemini-2.5-pro'])(
	'on %s, the file takes as many tokens as it says, and no more than before',
	async (tokenModel) => {
		const { items } = await prepare(await largePhotograph(), { tokenModel });
		const { width, height } = await sharp(await bytesOf(items[0])).metadata();
		const before = countImageTokens(tokenModel, { width: 2160, height: 3840 }).tokens;
		expect(items[0].json.tokens).toBe(countImageTokens(tokenModel, { width, height }).tokens);
		expect(items[0].json.tokensBefore).toBe(before);
		expect(items[0].json.tokens).toBeLessThanOrEqual(before);
	},
);

it('keeps a budget of tokens', async () => {
	const { items } = await prepare(picture('coffee.png'), { options: { maxTokens: 100 } });
	expect(items[0].json.tokens).toBeLessThanOrEqual(100);
	expect(items[0].json.tokensSaved).toBe(22 * 15 - (items[0].json.tokens as number));
});

it('leaves a small picture at its size', async () => {
	const { items } = await prepare(picture('rocket.jpg'));
	expect(items[0].json).toMatchObject({ width: 640, height: 427, tokensSaved: 0, format: 'jpeg' });
	expect(items[0].json.bytes).toBeLessThan(items[0].json.originalBytes as number);
});

describe('the message', () => {
	it('is OpenAI’s for its models, with the detail that was chosen', async () => {
		const asked = { tokenModel: 'gpt-5.6-sol', detail: 'low' };
		const { items, hints } = await prepare(picture('coffee.png'), asked);
		const url = `data:image/jpeg;base64,${(await bytesOf(items[0])).toString('base64')}`;
		expect(items[0].json.message).toEqual([
			{ type: 'image_url', image_url: { url, detail: 'low' } },
		]);
		expect(items[0].json).toMatchObject({ width: 512, height: 341 });
		expect(items[0].json).not.toHaveProperty('cost');
		expect(hints).toEqual([]);
	});

	it('is what is asked for, or none', async () => {
		const typeOf = async (messageFormat: string) =>
			(await prepare(picture('rocket.jpg'), { options: { messageFormat } })).items[0].json.message;
		expect(await typeOf('openAi')).toMatchObject([{ type: 'image_url' }]);
		expect(await typeOf('anthropic')).toMatchObject([{ type: 'image' }]);
		expect(await typeOf('none')).toBeUndefined();
	});
});

describe('a long page', () => {
	it('comes in pieces at full size, one item each', async () => {
		const { items } = await prepare(await longPage(), { options: { tiles: 'items', overlap: 40 } });
		expect(items.length).toBeGreaterThan(2);
		let bottom = 0;
		for (const [place, item] of items.entries()) {
			const { number, count, overlap, top, height } = item.json.tile as Record<string, number>;
			expect([number, count, overlap]).toEqual([place + 1, items.length, 40]);
			expect(top).toBe(place === 0 ? 0 : Math.min(bottom - 40, 9000 - height));
			bottom = top + height;
			expect(await sharp(await bytesOf(item)).metadata()).toMatchObject({ width: 800, height });
			expect(item.binary!.data.fileName).toBe(`page-${place + 1}.png`);
			expect(item.json.message).toMatchObject([{ type: 'text' }, { type: 'image' }]);
			expect(item.pairedItem).toEqual({ item: 0 });
		}
		expect(bottom).toBe(9000);
	});

	it('comes as one item with one message', async () => {
		const { items } = await prepare(await longPage(), { options: { tiles: 'together' } });
		expect(items).toHaveLength(1);
		const { json, binary } = items[0];
		const tiles = json.tiles as IDataObject[];
		expect(Object.keys(binary!)).toEqual(['data', ...tiles.slice(1).map((_, n) => `data${n + 2}`)]);
		expect(json.tokens).toBe(tiles.reduce((sum, { tokens }) => sum + (tokens as number), 0));
		const message = json.message as IDataObject[];
		expect(message).toHaveLength(2 * tiles.length);
		expect(message[0].text).toBe(
			`Piece 1 of ${tiles.length} of one long picture, in reading order; neighbours overlap by 64 pixels:`,
		);
	});

	it('comes in pieces that Claude takes in one message, be they more than 20', async () => {
		const create = { width: 200, height: 52_000, channels: 3 as const, background: '#eee' };
		const page = write('scroll.png', await sharp({ create }).png().toBuffer());
		const longest = async (tiles: string) => {
			const { items, error } = await prepare(page, { options: { tiles } });
			expect(error).toBeUndefined();
			const pieces = (items[0].json.tiles as IDataObject[]) ?? items.map(({ json }) => json);
			expect(pieces.length).toBeGreaterThan(20);
			return Math.max(...pieces.map(({ height }) => height as number));
		};
		expect(await longest('together')).toBeLessThanOrEqual(2000);
		expect(await longest('items')).toBeGreaterThan(2000);
	});

	it('comes whole and smaller when nothing is said, and other pictures are never cut', async () => {
		const whole = await prepare(await longPage());
		expect(whole.items[0].json).toMatchObject({ width: 229, height: 2576 });
		const { items } = await prepare(picture('coffee.png'), { options: { tiles: 'items' } });
		expect(items).toHaveLength(1);
		expect(items[0].json).not.toHaveProperty('tile');
	});
});

describe('a limit of the file', () => {
	it('is kept by quality first', async () => {
		const { items, hints } = await prepare(picture('coffee.png'), {
			options: { maxFileSize: 0.06 },
		});
		expect((items[0].json.bytes as number) * 4).toBeLessThanOrEqual(60_000 * 3);
		expect(items[0].json).toMatchObject({ width: 600, height: 400 });
		expect(hints).toEqual([expect.stringMatching(/^coffee: .*its quality was lowered to \d+\.$/)]);
	});

	it('then by size', async () => {
		const options = { maxFileSize: 0.1, format: 'png' };
		const { items, hints } = await prepare(picture('coffee.png'), { options });
		expect((items[0].json.bytes as number) * 4).toBeLessThanOrEqual(100_000 * 3);
		expect(items[0].json.width).toBeLessThan(600);
		expect(hints).toEqual([expect.stringMatching(/^coffee: .*was made smaller/)]);
	});

	it('that nothing keeps is an error', async () => {
		const { error } = await prepare(picture('coffee.png'), { options: { maxFileSize: 0.00001 } });
		expect(error?.message).toMatch(/even a single dot takes more. Raise "Max File Size"/);
	});
});

it('knows a general limit for other models, and says so', async () => {
	const file = await largePhotograph();
	const named = await prepare(file, { tokenModel: '={{ "my-own-model" }}' });
	expect(named.items[0].json).toMatchObject({ width: 1152, height: 2048, model: 'my-own-model' });
	expect(named.items[0].json).not.toHaveProperty('tokens');
	expect(named.hints).toEqual([expect.stringMatching(/^The limits of the model "my-own-model"/)]);
	const other = await prepare(file, { tokenModel: 'other' });
	expect(other.items[0].json).toMatchObject({ width: 1152, message: [{ type: 'image_url' }] });
	expect(other.hints).toEqual([]);
});

it('tells an agent the numbers alone', async () => {
	const parameters = { operation: 'prepare', inputSource: 'path', filePath: picture('coffee.png') };
	const [[item, ...others]] = await harness.runAsTool(imageWorkflow(parameters), 'Image', {});
	expect(others).toEqual([]);
	expect(item).not.toHaveProperty('binary');
	expect(item.json).toMatchObject({ tokens: 330, width: 600 });
	expect(item.json).not.toHaveProperty('message');
});

it('a file that is no picture fails alone', async () => {
	const input = [
		await harness.itemFromFile(write('letter.png', 'Dear reader')),
		await harness.itemFromFile(picture('rocket.jpg')),
	];
	const node = { onError: 'continueRegularOutput' as const };
	const { items } = await runImage(harness, input, { operation: 'prepare' }, node);
	expect(items[0].json.details).toMatchObject({ code: 'NOT_A_PICTURE' });
	expect(items[1].json.width).toBe(640);
});
