import { fromPlainError } from '../errors';
import { runTask } from '../inference/pool';
import type { BackendInfo, DeviceChoice, Progress } from '../inference/types';
import { MAXIMUM_INSTRUCTION_CHARACTERS } from '../limits';
import type { ResolvedModel } from '../models/types';
import { vlaInputError } from './errors';
import { toPolicyAnswer } from './policies/local/answer';
import type { LocalInput, LocalOutcome, LocalRequest } from './policies/local/types';
import type { ActOptions, Observation, Policy, PolicyAnswer } from './types';

export { VLA_REQUIREMENT } from './requirement';

/** A policy on this machine, and how it is to run. */
export interface LocalJob {
	model: ResolvedModel;
	device: DeviceChoice;
	/** Shows the policy the middle 90 % of the picture only, as fine-tunes for LIBERO were trained. Default false. */
	centreCrop?: boolean;
	/** Takes the likeliest action token even where a word is likelier. Default false, as the reference. */
	onlyActionTokens?: boolean;
}

/** One of several questions. */
export interface Question {
	observation: Observation;
	instruction: string;
}

/** One a question, in order: one that fails fails alone. */
export type ActOutcome = { ok: true; answer: PolicyAnswer } | { ok: false; error: Error };

/** A policy whose weights are in this machine's engine process. */
export interface LocalPolicy extends Policy {
	/** Several questions in one go, their pictures made ready while the model works. */
	actOnAll(questions: Question[], options?: ActOptions): Promise<ActOutcome[]>;
}

/** Makes a policy of OpenVLA's kind act on this machine; nothing is loaded before it is asked. */
export function localPolicy(job: LocalJob): LocalPolicy {
	return {
		async act(observation, instruction, options = {}) {
			const request = toRequest(job, { observation, instruction }, options);
			const startedMs = performance.now();
			const { output, backend } = await runInEngine(job, [request], options);
			const totalMs = performance.now() - startedMs;
			return answerOf(output[0], job, backend, totalMs);
		},
		async actOnAll(questions, options = {}) {
			const requests = questions.map((question) => toRequest(job, question, options));
			const { output, backend } = await runInEngine(job, requests, options);
			return output.map((outcome) => {
				if (!outcome.ok) return { ok: false, error: fromPlainError(outcome.error) };
				return { ok: true, answer: answerOf(outcome, job, backend) };
			});
		},
	};
}

function answerOf(outcome: LocalOutcome, job: LocalJob, backend: BackendInfo, totalMs?: number) {
	if (!outcome.ok) throw fromPlainError(outcome.error);
	return toPolicyAnswer(outcome.answer, job.model.name, backend, totalMs);
}

function toRequest(
	{ centreCrop = false, onlyActionTokens = false }: LocalJob,
	{ observation: { pictures }, instruction }: Question,
	{ unnormKey }: ActOptions,
): LocalRequest {
	const picture = pictures.find(({ role }) => role === 'primary') ?? pictures[0];
	if (!picture) throw vlaInputError('PICTURE_MISSING', {});
	const { length: characters } = instruction;
	const maximum = MAXIMUM_INSTRUCTION_CHARACTERS;
	if (instruction.trim() === '') throw vlaInputError('INSTRUCTION_EMPTY', {});
	if (characters > maximum) throw vlaInputError('INSTRUCTION_TOO_LONG', { characters, maximum });
	return { file: picture.file, instruction, unnormKey, centreCrop, onlyActionTokens };
}

function runInEngine(
	{ model, device }: LocalJob,
	requests: LocalRequest[],
	{ signal, onProgress }: { signal?: AbortSignal; onProgress?: (progress: Progress) => void },
) {
	return runTask<LocalInput, LocalOutcome[]>({
		engine: { modelId: model.id, device },
		taskModule: require.resolve('./task'),
		input: { model, requests },
		signal,
		onProgress,
	});
}
