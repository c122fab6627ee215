import { runTask } from '../inference/pool';
import type { DeviceChoice } from '../inference/types';
import type { ResolvedModel } from '../models/types';
import { toPolicyAnswer } from './policies/local/answer';
import type { LocalAnswer, LocalInput, LocalRequest } from './policies/local/types';
import { checkQuestion, sceneOf } from './policies/question';
import type { ActOptions, Policy } from './types';

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

/** What is said of a task on its way, and how it is stopped. */
type RunOptions = Pick<ActOptions, 'signal' | 'onProgress'>;

/** A policy whose weights are in this machine's engine process. */
export interface LocalPolicy extends Policy {
	/** Loads the weights, so that no question waits for them with a picture that grows old. */
	warm(options?: RunOptions): Promise<void>;
}

/** Makes a policy of OpenVLA's kind act on this machine; nothing is loaded before it is warmed or asked. */
export function localPolicy(job: LocalJob): LocalPolicy {
	const { model, centreCrop = false, onlyActionTokens = false } = job;
	return {
		async warm(options = {}) {
			await runInEngine<null>(job, undefined, options);
		},
		async act(observation, instruction, options = {}) {
			checkQuestion(observation, instruction);
			const { file } = sceneOf(observation);
			const { unnormKey } = options;
			const request = { file, instruction, unnormKey, centreCrop, onlyActionTokens };
			const startedMs = performance.now();
			const { output, backend } = await runInEngine<LocalAnswer>(job, request, options);
			const totalMs = performance.now() - startedMs;
			return toPolicyAnswer(output, { model: model.name, backend, totalMs });
		},
	};
}

function runInEngine<Output extends LocalAnswer | null>(
	{ model, device }: LocalJob,
	request: LocalRequest | undefined,
	{ signal, onProgress }: RunOptions,
) {
	return runTask<LocalInput, Output>({
		engine: { modelId: model.id, device },
		taskModule: require.resolve('./task'),
		input: { model, request },
		signal,
		onProgress,
	});
}
