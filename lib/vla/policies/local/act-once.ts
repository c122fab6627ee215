import { policyPrompt } from '../../prompt';
import { chooseUnnormKey } from '../../statistics';
import { unnormalise } from '../../unnormalise';
import { decodeAction } from './decode-action';
import type { LocalModel } from './model';
import { preparePicture } from './prepare-picture';
import type { LocalAnswer, LocalRequest } from './types';

/** One look and one instruction to one action. */
export async function actOnce(
	model: LocalModel,
	request: LocalRequest,
	signal: AbortSignal,
): Promise<LocalAnswer> {
	const startedMs = performance.now();
	const { actionTokens } = model;
	const unnormKey = chooseUnnormKey(model.statistics, request.unnormKey);
	const statistics = model.statistics[unnormKey].action;
	const readWords = async () =>
		await model.embedIds(model.tokenize(policyPrompt(request.instruction, model.promptVersion)));
	// The picture is decoded meanwhile.
	const [picture, words] = await Promise.all([
		preparePicture(request.file, model.processor, request.centreCrop),
		readWords(),
	]);
	const preparedMs = performance.now();
	const tokens = await decodeAction(model, {
		words,
		features: await model.look(picture),
		count: statistics.q01.length,
		onlyActionTokens: request.onlyActionTokens,
		signal,
	});
	const normalized = tokens.map((token) => actionTokens.decode(token));
	return {
		...{ tokens, normalized, unnormKey, statistics },
		action: unnormalise(normalized, statistics),
		foreignTokens: tokens.filter((token) => token < actionTokens.first || token > actionTokens.last)
			.length,
		preparationMs: preparedMs - startedMs,
		inferenceMs: performance.now() - preparedMs,
	};
}
