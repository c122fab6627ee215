import type { IExecuteFunctions } from 'n8n-workflow';
import type { Answer } from '../../../lib/hosted/types';
import { answerJson } from '../../../nodes/shared/answer-json';

const whole: Answer = {
	text: 'Sales grew.',
	finish: 'complete',
	stopReason: 'end_turn',
	usage: { inputTokens: 1_000_000, outputTokens: 200_000, cachedTokens: 0 },
	model: 'claude-opus-4-8',
	requestId: 'req_1',
	durationMs: 7,
};

function tell(answer: Answer) {
	const hints: string[] = [];
	const context = {
		addExecutionHints: ({ message }: { message: string }) => hints.push(message),
	} as unknown as IExecuteFunctions;
	const json = answerJson(context, answer, { provider: 'anthropic', subject: '"chart"' });
	return { json, hints };
}

describe('what the output says of an answer', () => {
	it('is its text, how it ended, who gave it and what it cost', () => {
		expect(tell(whole)).toEqual({
			json: {
				text: 'Sales grew.',
				finish: 'complete',
				stopReason: 'end_turn',
				usage: {
					inputTokens: 1_000_000,
					outputTokens: 200_000,
					cachedTokens: 0,
					cost: 10,
					durationMs: 7,
				},
				engine: 'anthropic',
				model: 'claude-opus-4-8',
				requestId: 'req_1',
			},
			hints: [],
		});
	});

	it('leaves out what the service did not say', () => {
		const { json } = tell({ ...whole, usage: {}, requestId: undefined });
		expect(json.usage).toEqual({ durationMs: 7 });
		expect(json).not.toHaveProperty('requestId');
		expect(json).not.toHaveProperty('json');
	});

	it.each([false, 0, null, '', []])('has data that is %p', (json) => {
		expect(tell({ ...whole, json }).json.json).toEqual(json);
	});

	it.each<[Partial<Answer>, RegExp]>([
		[{ finish: 'truncated', stopReason: 'max_tokens' }, /"chart" breaks off.*"Max Answer Tokens"/],
		[
			{ finish: 'truncated', stopReason: 'model_context_window_exceeded' },
			/"chart" breaks off.*Send less/,
		],
		[{ finish: 'refused', stopReason: 'refusal' }, /declined to answer about "chart"/],
	])('is marked and explained: %p', (ending, sentence) => {
		const { json, hints } = tell({ ...whole, ...ending });
		expect(json).toMatchObject(ending);
		expect(hints).toEqual([expect.stringMatching(sentence)]);
	});
});
