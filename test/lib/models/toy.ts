import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DownloadLimits } from '../../../lib/models/download-limits';
import type { ModelRequirement } from '../../../lib/models/types';
import { FakeHub } from './fake-hub';

export const TOY: ModelRequirement = {
	kind: 'whisper',
	parts: ['encoder_model', 'decoder_model_merged'],
	files: ['config.json', 'tokenizer.json'],
	modelTypes: ['whisper'],
};

/** Little patience, so that failing takes milliseconds. */
export const IMPATIENT: DownloadLimits = {
	stallTimeoutMs: 300,
	attempts: 3,
	backoffMs: 5,
	lockPollMs: 20,
	lockStaleMs: 5000,
};

const VARIABLES = /^(HF_|MULTIMODAL_|N8N_USER_FOLDER|https?_proxy|no_proxy)/i;

/** A hub, an empty models folder and a clean environment for each test of the file. */
export function useHub(): { hub: FakeHub; modelsFolder: string } {
	const used = {} as { hub: FakeHub; modelsFolder: string };
	const environment = { ...process.env };
	beforeEach(async () => {
		for (const name of Object.keys(process.env)) if (VARIABLES.test(name)) delete process.env[name];
		used.hub = await new FakeHub().start();
		used.modelsFolder = mkdtempSync(path.join(tmpdir(), 'models-'));
		process.env.HF_ENDPOINT = used.hub.url;
	});
	afterEach(async () => {
		await used.hub.stop();
		rmSync(used.modelsFolder, { recursive: true, force: true });
		process.env = { ...environment };
	});
	return used;
}

/** The error a promise rejects with; fails when it resolves. */
export async function failure(promise: Promise<unknown>): Promise<{
	code: string;
	errorClass: string;
	message: string;
	details: Record<string, unknown>;
}> {
	return promise.then(
		() => {
			throw new Error('Expected a failure, and there was none.');
		},
		(error) => error,
	);
}
