import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import sharp from 'sharp';
import { openAsking, runAsking, type Asking } from '../../helpers/ask';
import { picture } from '../../helpers/image-to-tokens';
import { usePictureFolder } from '../../helpers/pictures';

const { write } = usePictureFolder();
let asking: Asking;
let photograph: INodeExecutionData;

beforeAll(async () => {
	asking = await openAsking();
	photograph = await asking.harness.itemFromFile(picture('rocket.jpg'));
});
afterAll(async () => await asking.close());
beforeEach(() => asking.forget());

const count = async (parameters: IDataObject = {}, items = [photograph], node = {}) =>
	await runAsking(
		asking.harness,
		items,
		'imageToTokens',
		{ operation: 'count', countMethod: 'api', tokenModel: ['claude-haiku-4-5'], ...parameters },
		node,
	);

it('asks Anthropic for the tokens of a message with the picture', async () => {
	const { items, error, hints } = await count();
	expect(error).toBeUndefined();
	const [request, ...others] = asking.anthropic.requests;
	expect(others).toEqual([]);
	expect(request.path).toMatch(/\/v1\/messages\/count_tokens$/);
	expect(request.body.messages[0].content).toMatchObject([
		{ type: 'image', source: { type: 'base64', media_type: 'image/jpeg' } },
	]);
	const [{ json }] = items;
	expect(json).toMatchObject({ method: 'api', model: 'claude-haiku-4-5', width: 640, height: 427 });
	// The picture's own 368, and what stands around it.
	expect(json.tokens).toBeGreaterThan(368);
	expect(json.tokens).toBeLessThan(368 + 50);
	expect(json.cost).toBeCloseTo((json.tokens as number) / 1e6, 12);
	expect(hints).toEqual([]);
});

it('counts other models here, and asks for each Claude once', async () => {
	const tokenModel = ['gpt-4o', 'claude-haiku-4-5', 'claude-haiku-4-5-20251001', 'claude-opus-4-8'];
	const { items } = await count({ tokenModel, options: { tokenPrice: 1 } });
	expect(
		(items[0].json.models as IDataObject[]).map(({ model, method }) => [model, method]),
	).toEqual([
		['gpt-4o', 'formula'],
		['claude-haiku-4-5', 'api'],
		['claude-opus-4-8', 'api'],
	]);
	expect(items[0].json).toMatchObject({ tokens: 425, method: 'formula' });
	expect(asking.anthropic.requests).toHaveLength(2);
});

it('asks for a Claude that is too new for the table', async () => {
	asking.anthropic.models.push('claude-epic-7');
	const { items, error } = await count({
		tokenModel: [],
		options: { otherModels: 'claude-epic-7' },
	});
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({ model: 'claude-epic-7', method: 'api' });
	expect(items[0].json).not.toHaveProperty('resizedWidth');
	expect(items[0].json).not.toHaveProperty('cost');
});

it('sends a form that the service takes where it would not take the picture’s own', async () => {
	const tiff = write('photo.tiff', await sharp(picture('coffee.png')).tiff().toBuffer());
	const { items } = await count({}, [await asking.harness.itemFromFile(tiff)]);
	const [{ body }] = asking.anthropic.requests;
	expect(body.messages[0].content[0].source.media_type).toBe('image/jpeg');
	expect(items[0].json.width).toBe(600);
});

describe('what is sent', () => {
	const GPS = { IFD0: { Model: 'SecretCamera' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } };
	const sent = () => {
		const [{ source }] = asking.anthropic.requests[0].body.messages[0].content;
		return Buffer.from(source.data, 'base64');
	};
	const shot = () => sharp(picture('rocket.jpg')).withExif(GPS);

	it.each<[string, () => Promise<Buffer>]>([
		['jpeg', async () => await shot().jpeg().toBuffer()],
		['png', async () => await shot().png().toBuffer()],
		['webp', async () => await shot().webp().toBuffer()],
		['jpeg, turned', async () => await shot().withMetadata({ orientation: 6 }).toBuffer()],
	])('says nothing of camera or place, and counts the same (%s)', async (name, make) => {
		const file = write(`shot.${name.slice(0, 4)}`, await make());
		const { error, items } = await count({}, [await asking.harness.itemFromFile(file)]);
		expect(error).toBeUndefined();
		expect(sent().toString('latin1')).not.toMatch(/SecretCamera|Exif/i);
		const { width, height } = await sharp(sent()).metadata();
		expect([width, height].sort()).toEqual([427, 640]);
		// But for the name of the format, which the server here counts too.
		const [{ json }] = (await count()).items;
		expect(Math.abs(Number(items[0].json.tokens) - Number(json.tokens))).toBeLessThanOrEqual(1);
	});

	it('has every pixel of a picture that the model is not known to see whole', async () => {
		asking.anthropic.models.push('claude-epic-7');
		const wide = await sharp(picture('rocket.jpg')).resize(5000, 300, { fit: 'fill' }).toBuffer();
		const unknown = { tokenModel: [], options: { otherModels: 'claude-epic-7' } };
		for (const bytes of [wide, await sharp(wide).webp().toBuffer()]) {
			asking.forget();
			await count(unknown, [await asking.harness.itemFromFile(write('wide', bytes))]);
			expect((await sharp(sent()).metadata()).width).toBe(5000);
		}
	});

	it('is made small enough where the service takes none so large', async () => {
		const bytes = await sharp(picture('rocket.jpg')).resize(9000, 30, { fit: 'fill' }).toBuffer();
		const { error } = await count({}, [
			await asking.harness.itemFromFile(write('long.jpg', bytes)),
		]);
		expect(error).toBeUndefined();
		expect((await sharp(sent()).metadata()).width).toBe(1568);
	});
});

it('cannot count a size alone', async () => {
	const { error } = await count({ sizeSource: 'typed', width: 10, height: 10 });
	expect(error?.message).toMatch(/^Anthropic counts pictures, not sizes/);
	expect(asking.anthropic.requests).toEqual([]);
});

it('says in one sentence that no credential is chosen; by formula none is needed', async () => {
	const { error } = await count({}, [photograph], { credentials: {} });
	expect(error?.message).toMatch(/credential/i);
	const free = await count({ countMethod: 'formula' }, [photograph], { credentials: {} });
	expect(free.error).toBeUndefined();
	expect(free.items[0].json.method).toBe('formula');
});
