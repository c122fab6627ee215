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
