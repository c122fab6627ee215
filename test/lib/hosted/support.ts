import path from 'node:path';
import type { MultimodalError } from '../../../lib/errors';
import type { Question, Service } from '../../../lib/hosted/types';
import type { AnthropicServer } from '../../helpers/hosted/anthropic-server';
import type { OpenAiServer } from '../../helpers/hosted/open-ai-server';
import type { ScriptedServer } from '../../helpers/hosted/scripted-server';
import { PICTURES } from '../../helpers/pictures';

/** A photograph, 640 by 427. */
export const ROCKET = path.join(PICTURES, 'rocket.jpg');

export const MODELS = { anthropic: 'claude-sonnet-5-5', openAi: 'gpt-4o', local: 'local-model' };

/** The way to a fake service, impatient enough for tests. */
export function reach(
	server: AnthropicServer | OpenAiServer,
	changes: Partial<Service> = {},
): Service {
	return {
		provider: 'flavour' in server ? 'openAi' : 'anthropic',
		baseUrl: server.baseUrl,
		apiKey: server.apiKey,
		fetch,
		timeoutMs: 10_000,
		maximumRetries: 0,
		...changes,
	};
}

/** A question in words, to the first model that fits the server. */
export function question(
	server: AnthropicServer | OpenAiServer,
	changes: Partial<Question> = {},
): Question {
	return {
		model: 'flavour' in server ? MODELS.openAi : MODELS.anthropic,
		parts: [{ kind: 'text', text: 'What is this?' }],
		maximumOutputTokens: 100,
		...changes,
	};
}

/** What a promise rejects with; fails the test when it does not. */
export async function failure(promise: Promise<unknown>): Promise<MultimodalError> {
	return await promise.then(
		() => Promise.reject(new Error('expected a failure')),
		(error: MultimodalError) => error,
	);
}

/** Starts a service before each test and closes it after. */
export function useServer<S extends ScriptedServer>(start: () => Promise<S>): { server: S } {
	const used = {} as { server: S };
	beforeEach(async () => {
		used.server = await start();
	});
	afterEach(async () => await used.server.close());
	return used;
}
