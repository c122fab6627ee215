import { findTokenModel, listTokenModels } from '../../../lib/tokens/models';

describe('a model is found', () => {
	test.each([
		['claude-opus-4-8', 'claude-opus-4-8'],
		[' Claude-Opus-4-8 ', 'claude-opus-4-8'],
		['claude-haiku-4-5-20251001', 'claude-haiku-4-5'],
		['gpt-4o-2024-08-06', 'gpt-4o'],
		['gpt-5.4-mini-2026-03-17', 'gpt-5.4-mini'],
		['openai/gpt-4.1-mini', 'gpt-4.1-mini'],
		['models/gemini-2.5-pro', 'gemini-2.5-pro'],
		['gemini-3-pro', 'gemini-3-pro-preview'],
		['Qwen/Qwen2-VL-2B-Instruct', 'qwen2-vl'],
		['Qwen/Qwen2.5-VL-72B-Instruct-AWQ', 'qwen2.5-vl'],
		['Qwen/Qwen3-VL-30B-A3B-Instruct', 'qwen3-vl'],
		['llava-hf/llava-1.5-7b-hf', 'llava-1.5'],
		['llava-hf/llava-v1.6-mistral-7b-hf', 'llava-1.6'],
		['llava-hf/llava-onevision-qwen2-7b-ov-hf', 'llava-onevision'],
		['OpenGVLab/InternVL3-8B-hf', 'internvl3'],
		['OpenGVLab/InternVL2_5-4B', 'internvl2_5'],
		['HuggingFaceTB/SmolVLM-256M-Instruct', 'smolvlm-256m'],
		['HuggingFaceTB/SmolVLM-Instruct', 'smolvlm-instruct'],
	])('%s is %s', (name, expected) => {
		expect(findTokenModel(name).name).toBe(expected);
	});
});

describe('a model that is not known is not guessed', () => {
	test.each([
		['claude-opus-4-9', 'claude-opus-4-8'],
		['anthropic/claude-opus-4.8', 'claude-opus-4-8'],
		['gpt-6-sol', 'gpt-5.6-sol'],
		['gpt-5.4-mega', 'gpt-5.4'],
		['gemini-4-argon', 'gemini-2.5-pro'],
		['lmms-lab/LLaVA-OneVision-1.5-8B-Instruct', 'llava-onevision'],
		['OpenGVLab/InternVL3_5-8B', 'internvl3'],
		['qwen3-v', 'qwen3-vl'],
	])('%s: perhaps %s', (name, nearest) => {
		expect(() => findTokenModel(name)).toThrow(
			expect.objectContaining({
				errorClass: 'input',
				code: 'TOKEN_MODEL_UNKNOWN',
				message: expect.stringMatching(
					new RegExp(`^How the model "${name}" counts .*Did you mean "${nearest}"\\?.*counting`),
				),
			}),
		);
	});

	test.each(['', 'x'.repeat(80), '*', 'constructor', '__proto__'])('%p', (name) => {
		expect(() => findTokenModel(name)).toThrow(
			expect.objectContaining({ code: 'TOKEN_MODEL_UNKNOWN' }),
		);
	});
});

describe('the table', () => {
	const models = listTokenModels();

	test('finds each model by its own name, and has none twice', () => {
		for (const model of models) expect(findTokenModel(model.name)).toEqual(model);
		expect(new Set(models.map(({ name }) => name)).size).toBe(models.length);
		expect(new Set(models.map(({ title }) => title)).size).toBe(models.length);
	});

	test('no other name belongs to two models', () => {
		const aliases = models.flatMap(({ alsoCalled = [] }) => alsoCalled);
		expect(new Set(aliases).size).toBe(aliases.length);
		for (const alias of aliases.filter((each) => each.endsWith('*'))) {
			const start = alias.slice(0, -1);
			const owner = models.find(({ alsoCalled = [] }) => alsoCalled.includes(alias));
			const caught = models.filter(({ name }) => name.startsWith(start) && name !== owner?.name);
			expect(caught).toEqual([]);
		}
	});

	test.each([
		['claude-haiku-5-5', /not named there/],
		['gpt-6-astra', /one reading has/],
		['claude-opus-5-5', /vision-coordinates$/],
	])('says where the source of %s is in doubt', (name, words) => {
		expect(findTokenModel(name).source).toMatch(words);
	});

	test('gives date and source with each model and each price', () => {
		for (const { date, source, price } of models) {
			expect(date).toMatch(/^20\d\d-\d\d-\d\d$/);
			expect(source).toMatch(/^(https:|transformers )/);
			if (!price) continue;
			expect(price.date).toMatch(/^20\d\d-\d\d(-\d\d)?$/);
			expect(price.source).toMatch(/^https:/);
			expect(price.input).toBeGreaterThan(0);
			expect(price.output).toBeGreaterThan(price.input);
		}
	});

	test('is not changed by who reads it', () => {
		const [first] = listTokenModels();
		first.parameters.edgePixels = 1;
		findTokenModel(first.name).parameters.edgePixels = 1;
		expect(listTokenModels()[0]).toEqual(models[0]);
	});
});
