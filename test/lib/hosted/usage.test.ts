import { anthropicUsage, openAiUsage } from '../../../lib/hosted/usage';

test("Anthropic's input is all of the prompt, whether new, cached or being cached", () => {
	const usage = {
		input_tokens: 10,
		output_tokens: 5,
		cache_read_input_tokens: 200,
		cache_creation_input_tokens: 30,
	};
	expect(anthropicUsage(usage)).toEqual({ inputTokens: 240, outputTokens: 5, cachedTokens: 200 });
});

test("OpenAI's prompt holds the cached tokens already", () => {
	const usage = {
		prompt_tokens: 240,
		completion_tokens: 5,
		prompt_tokens_details: { cached_tokens: 200 },
	};
	expect(openAiUsage(usage)).toEqual({ inputTokens: 240, outputTokens: 5, cachedTokens: 200 });
});

test('transcriptions are counted in tokens or in seconds', () => {
	expect(openAiUsage({ input_tokens: 14, output_tokens: 3 })).toEqual({
		inputTokens: 14,
		outputTokens: 3,
	});
	expect(openAiUsage({ seconds: 7 })).toEqual({ audioSeconds: 7 });
});

test('what is not said is absent', () => {
	expect(anthropicUsage(undefined)).toEqual({});
	expect(anthropicUsage({ output_tokens: 3, cache_read_input_tokens: null })).toEqual({
		outputTokens: 3,
	});
	expect(openAiUsage(null)).toEqual({});
	expect(openAiUsage({ prompt_tokens: 3, prompt_tokens_details: null })).toEqual({
		inputTokens: 3,
	});
});
