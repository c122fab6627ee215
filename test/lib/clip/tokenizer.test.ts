import { readClipConfig } from '../../../lib/clip/config';
import { readTokenizer } from '../../../lib/clip/tokenizer';
import { MAXIMUM_TEXT_CHARACTERS } from '../../../lib/limits';
import { golden, modelFolder, tinyGolden, withChanged } from './models';

const read = async (folder: string) => readTokenizer(folder, await readClipConfig(folder));
const changed = (
	name: string,
	file: string,
	change: (fields: Record<string, unknown>) => unknown,
) => withChanged(name, file, change, read);

describe('the ids are those of transformers', () => {
	const { tokenizer: cases } = golden<{ tokenizer: Array<{ text: string; ids: number[] }> }>(
		'clip-preprocess',
	);

	it('for OpenAI CLIP, cut at 77', async () => {
		const { encode, maximumTokens } = await read(modelFolder('clip-shapes'));
		expect(maximumTokens).toBe(77);
		for (const { text, ids } of cases) expect(encode(text).ids).toEqual(ids);
		expect(cases.map(({ text }) => encode(text).wasCut).filter(Boolean)).toHaveLength(1);
	});

	it.each([
		['clip-joint-tiny', 24],
		['chinese-clip-tiny', 20],
		['siglip-tiny', 16],
		['siglip2-tokenizer-tiny', 64],
	])('for %s, cut at %i', async (name, maximum) => {
		const { encode, maximumTokens } = await read(modelFolder(name));
		expect(maximumTokens).toBe(maximum);
		for (const { text, ids } of tinyGolden[name].texts) expect(encode(text).ids).toEqual(ids);
	});
});

it('says that a text was cut only when it was', async () => {
	const { encode } = await read(modelFolder('clip-shapes'));
	expect(encode('a '.repeat(75))).toMatchObject({ wasCut: false, ids: { length: 77 } });
	expect(encode('a '.repeat(76))).toMatchObject({ wasCut: true, ids: { length: 77 } });
});

it('reads no more of a text than could matter', async () => {
	const { encode } = await read(modelFolder('siglip-tiny'));
	const spaces = ' '.repeat(MAXIMUM_TEXT_CHARACTERS - 1);
	expect(encode(`${spaces}a`)).toEqual({ ids: encode('a').ids, wasCut: false });
	expect(encode(`${spaces}aa`)).toEqual({ ids: encode('a').ids, wasCut: true });
	expect(encode('x'.repeat(10_000_000)).wasCut).toBe(true);
});

describe('lower case', () => {
	const upper = (name: string, tokenizerClass: string) =>
		changed(name, 'tokenizer_config.json', (fields) => ({
			...fields,
			tokenizer_class: tokenizerClass,
		}));

	it.each(['Siglip2Tokenizer', 'Siglip2TokenizerFast', 'GemmaTokenizer', 'GemmaTokenizerFast'])(
		'is what a SigLIP with a %s reads',
		async (tokenizerClass) => {
			const { encode } = await upper('siglip2-tokenizer-tiny', tokenizerClass);
			expect(encode('A RED').ids).toEqual(encode('a red').ids);
		},
	);

	it('is not forced on others', async () => {
		const { encode } = await upper('siglip2-tokenizer-tiny', 'SiglipTokenizer');
		expect(encode('A RED').ids).not.toEqual(encode('a red').ids);
	});
});

describe('what fills up', () => {
	it.each([
		['clip-shapes', { id: 49407, side: 'right', isToMaximum: false, isRead: false }],
		['chinese-clip-tiny', { id: 0, side: 'right', isToMaximum: false, isRead: false }],
		['siglip-tiny', { id: 1, side: 'right', isToMaximum: true, isRead: true }],
		['siglip2-tokenizer-tiny', { id: 0, side: 'right', isToMaximum: true, isRead: true }],
	])('%s', async (name, padding) => {
		expect((await read(modelFolder(name))).padding).toEqual(padding);
	});

	it('comes from the left, and unread, where the files say so', async () => {
		const { padding } = await changed('siglip-tiny', 'tokenizer_config.json', (fields) => ({
			...fields,
			padding_side: 'left',
			model_input_names: ['input_ids', 'attention_mask'],
			pad_token: { content: '<pad>' },
		}));
		expect(padding).toEqual({ id: 0, side: 'left', isToMaximum: true, isRead: false });
	});
});

describe('the longest text', () => {
	const config = (text: object, rest: object = {}) => ({
		model_type: 'clip',
		text_config: text,
		...rest,
	});

	it.each([
		['the places of the tower', config({ max_position_embeddings: 12 }), 12],
		['the tokenizer', config({ max_position_embeddings: 512 }), 20],
		[
			'the places behind the padding',
			config({ max_position_embeddings: 14, model_type: 'xlm-roberta', pad_token_id: 1 }),
			12,
		],
		['the tokenizer where the tower says nothing', { model_type: 'other' }, 20],
	])('is set by %s', async (_, fields, expected) => {
		const { maximumTokens } = await changed('chinese-clip-tiny', 'config.json', () => fields);
		expect(maximumTokens).toBe(expected);
	});

	it('is the default of its kind, where config.json leaves it out', async () => {
		const { maximumTokens } = await changed('siglip2-tokenizer-tiny', 'config.json', () => ({
			model_type: 'siglip',
			text_config: {},
		}));
		expect(maximumTokens).toBe(64);
	});

	it('must be told somewhere', async () => {
		const made = changed('siglip2-tokenizer-tiny', 'config.json', () => ({ model_type: 'other' }));
		await expect(made).rejects.toMatchObject({
			code: 'CLIP_CONFIG_INVALID',
			details: { file: 'tokenizer_config.json', field: 'model_max_length' },
		});
	});
});

it.each([
	['a kind unheard of', { model: { type: 'Unheard' } }],
	['nothing', {}],
	['a list', []],
])('names a tokenizer.json that holds %s', async (_, content) => {
	await expect(
		changed('siglip2-tokenizer-tiny', 'tokenizer.json', () => content),
	).rejects.toMatchObject({ code: 'CLIP_CONFIG_INVALID', details: { file: 'tokenizer.json' } });
});
