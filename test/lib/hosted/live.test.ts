import { ask } from '../../../lib/hosted/ask';
import { countTokensByService } from '../../../lib/hosted/count-tokens';
import { listServiceModels } from '../../../lib/hosted/list-models';
import type { Part, Provider, Question, Service } from '../../../lib/hosted/types';
import { failure, ROCKET } from './support';

/** What the fakes claim, asked of the services themselves: only where the environment has a key. */
const { ANTHROPIC_API_KEY, OPENAI_API_KEY, OPENAI_BASE_URL } = process.env;
const ANTHROPIC_MODEL = process.env.ANTHROPIC_TEST_MODEL ?? 'claude-haiku-4-5';
const OPENAI_MODEL = process.env.OPENAI_TEST_MODEL ?? 'gpt-4.1-mini';

const ROCKET_QUESTION: Part[] = [
	{ kind: 'image', file: ROCKET, mediaType: 'image/jpeg' },
	{ kind: 'text', text: 'What stands in the middle of this photograph?' },
];
const SCHEMA = {
	type: 'object',
	properties: { thing: { type: 'string' }, isNight: { type: 'boolean' } },
	required: ['thing', 'isNight'],
	additionalProperties: false,
};

suite('anthropic', ANTHROPIC_MODEL, 'ANTHROPIC_API_KEY', ANTHROPIC_API_KEY);
suite('openAi', OPENAI_MODEL, 'OPENAI_API_KEY', OPENAI_API_KEY, OPENAI_BASE_URL);

function suite(
	provider: Provider,
	model: string,
	variable: string,
	apiKey?: string,
	baseUrl?: string,
): void {
	const live = apiKey ? it : it.skip;
	const named = (name: string) => (apiKey ? name : `${name} (${variable} is missing)`);
	const service: Service = {
		provider,
		baseUrl,
		apiKey,
		fetch,
		timeoutMs: 60_000,
		maximumRetries: 2,
	};
	const question = (changes: Partial<Question> = {}): Question => ({
		model,
		parts: ROCKET_QUESTION,
		maximumOutputTokens: 300,
		...changes,
	});

	describe(`the ${provider} service itself`, () => {
		live(named('tells what a picture shows'), async () => {
			const answer = await ask(service, question());
			expect(answer).toMatchObject({
				finish: 'complete',
				text: expect.stringMatching(/rocket|shuttle/i),
			});
			expect(answer.usage.inputTokens).toBeGreaterThan(50);
		});

		live(named('answers in the shape of a schema'), async () => {
			const answer = await ask(service, question({ schema: SCHEMA }));
			expect(answer.json).toEqual({ thing: expect.any(String), isNight: expect.any(Boolean) });
		});

		live(named('cuts an answer that is too long'), async () => {
			const answer = await ask(service, question({ maximumOutputTokens: 16 }));
			expect(answer.finish).toBe('truncated');
		});

		live(named('lists its models, and knows no other'), async () => {
			expect((await listServiceModels(service)).length).toBeGreaterThan(0);
			const error = await failure(ask(service, question({ model: 'no-such-model' })));
			expect(error.code).toBe('SERVICE_MODEL_UNKNOWN');
		});

		live(named('refuses a wrong key'), async () => {
			const wrong = { ...service, apiKey: `${apiKey?.slice(0, -4)}0000` };
			const error = await failure(ask(wrong, question()));
			expect(error.code).toBe('SERVICE_KEY_REFUSED');
			expect(error.message).not.toContain(apiKey?.slice(8, 16));
		});

		if (provider === 'anthropic') {
			live(named('counts what it then bills'), async () => {
				const [tokens, answer] = [
					await countTokensByService(service, question()),
					await ask(service, question()),
				];
				expect(Math.abs(tokens - (answer.usage.inputTokens ?? 0))).toBeLessThan(20);
			});
		}
	});
}
