import type { IExecuteFunctions } from 'n8n-workflow';
import { readHostedOptions, readRequestsAtOnce } from '../../../nodes/shared/hosted-options';

const withOptions = (options: unknown) =>
	({ getNodeParameter: () => options }) as unknown as IExecuteFunctions;

describe('the options of a hosted call', () => {
	it('work untouched', () => {
		expect(readHostedOptions({})).toEqual({
			timeoutMs: 300_000,
			maximumRetries: 4,
			maximumOutputTokens: 4096,
			prices: { input: undefined, output: undefined },
		});
	});

	it('are in the units of their fields', () => {
		const raw = {
			timeout: 1.5,
			tries: 1,
			maxAnswerTokens: '100',
			inputPrice: 2,
			outputPrice: 0.5,
			systemPrompt: ' Be brief. ',
		};
		expect(readHostedOptions(raw)).toEqual({
			timeoutMs: 1500,
			maximumRetries: 0,
			maximumOutputTokens: 100,
			prices: { input: 2, output: 0.5 },
			systemPrompt: 'Be brief.',
		});
	});
});

describe('the number of requests at once', () => {
	it.each([
		[{}, 4],
		[{ requestsAtOnce: 9 }, 9],
		// Its item tells why it fails.
		[{ requestsAtOnce: 'many' }, 4],
		[undefined, 4],
	])('for %p is %p', (options, atOnce) => {
		expect(readRequestsAtOnce(withOptions(options))).toBe(atOnce);
	});
});
