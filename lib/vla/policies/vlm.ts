import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { bytesWithinBase64 } from '../../base64';
import { ask } from '../../hosted/ask';
import { throwIfStale } from '../../hosted/policy-servers/while-refused';
import type { Part, Service } from '../../hosted/types';
import {
	ASKED_POLICY_PICTURE_EDGE,
	ASKED_POLICY_PICTURE_QUALITY,
	MAXIMUM_CLAUDE_PICTURE_BASE64_BYTES,
} from '../../limits';
import { measurePicture } from '../../media/image/measure-client';
import { refitPicture } from '../../media/image/refit-client';
import { scaledBy } from '../../media/image/scaled-by';
import { withWorkspace } from '../../media/workspace';
import type { CameraPicture, Policy } from '../types';
import { checkQuestion } from './question';
import { ACTION_SCHEMA, ACTION_SYSTEM, actionQuestion, toAskedVector } from './remote/asked-action';
import { remotePolicyError } from './remote/errors';
import { checkState, freshnessOf } from './remote/question';
import { toSteps } from './remote/steps';

/** A model for pictures and words, which was never trained to move a robot. */
export interface VlmJob {
	service: Service;
	model: string;
	maximumOutputTokens: number;
	/** An older picture is not asked about. */
	maximumObservationAgeMs?: number;
}

const WARNING =
	'This model was not trained to move robots: its actions are slow (seconds each) and unproven guesses. Use it to try things out, never unwatched.';

/** Makes a policy of any model that sees and answers in JSON: one step in metres and radians. Its answers always carry a warning. */
export function vlmPolicy({ service, model, maximumOutputTokens, ...job }: VlmJob): Policy {
	return {
		async act(observation, instruction, { signal } = {}) {
			const startedMs = performance.now();
			checkQuestion(observation, instruction);
			const state = checkState(observation.state);
			return await withWorkspace(async (folder) => {
				const pictures = await toParts(observation.pictures, folder, signal);
				const preparation = performance.now() - startedMs;
				throwIfStale(freshnessOf(observation, job.maximumObservationAgeMs));
				const text = actionQuestion(instruction, state);
				const question = {
					...{ model, maximumOutputTokens, schema: ACTION_SCHEMA, system: ACTION_SYSTEM },
					parts: [...pictures, { kind: 'text', text } as const],
				};
				const answer = await ask(service, question, signal);
				if (answer.finish === 'truncated') throw remotePolicyError('POLICY_ANSWER_TRUNCATED', {});
				if (answer.finish === 'refused') throw remotePolicyError('POLICY_ANSWER_REFUSED', {});
				const total = performance.now() - startedMs;
				return {
					actions: toSteps(toAskedVector(answer.json)),
					latencyMs: { total, preparation, network: answer.durationMs },
					model: answer.model,
					usage: answer.usage,
					warnings: [WARNING],
				};
			});
		},
	};
}

/** Each picture behind the name of its camera, where there are several. */
async function toParts(
	pictures: CameraPicture[],
	folder: string,
	signal?: AbortSignal,
): Promise<Part[]> {
	const parts: Part[] = [];
	for (const [index, { file, role }] of pictures.entries()) {
		const part = await shrink(file, await mkdtemp(path.join(folder, `${index}-`)), signal);
		if (pictures.length > 1) parts.push({ kind: 'text', text: `Camera "${role}":` });
		parts.push(part);
	}
	return parts;
}

/** The strictest service's limit, as any may be asked. */
const MAXIMUM_BYTES = bytesWithinBase64(MAXIMUM_CLAUDE_PICTURE_BASE64_BYTES);

async function shrink(file: string, folder: string, signal?: AbortSignal): Promise<Part> {
	const whole = await measurePicture(file, signal);
	const factor = Math.min(1, ASKED_POLICY_PICTURE_EDGE / Math.max(whole.width, whole.height));
	const { pieces } = await refitPicture(
		{
			...{ file, folder, pieces: [{ size: scaledBy(whole, factor) }] },
			...{ format: 'jpeg', quality: ASKED_POLICY_PICTURE_QUALITY, background: 'white' },
			maximumBytes: MAXIMUM_BYTES,
		},
		signal,
	);
	return { kind: 'image', file: pieces[0].file, mediaType: 'image/jpeg' };
}
