import type { PreparedImage } from '../../../media/image/types';
import { policyPrompt } from '../../prompt';
import { chooseUnnormKey } from '../../statistics';
import { unnormalise } from '../../unnormalise';
import { decodeAction } from './decode-action';
import type { LocalModel } from './model';
import type { LocalAnswer, LocalRequest } from './types';

/** One look and one instruction to one action. `takePicture` gives the picture ready for the model. */
export async function actOnce(
	model: LocalModel,
	request: LocalRequest,
	takePicture: () => Promise<Pick<PreparedImage, 'pixels' | 'size'>>,
	signal: AbortSignal,
): Promise<LocalAnswer> {
	const startedMs = performance.now();
	const { actionTokens } = model;
	const unnormKey = chooseUnnormKey(model.statistics, request.unnormKey);
	const statistics = model.statistics[unnormKey].action;
	// The picture is decoded while the words are cut into tokens.
	const coming = takePicture();
	const ids = model.tokenize(policyPrompt(request.instruction, model.promptVersion));
	const picture = await coming;
	const preparedMs = performance.now();
	const tokens = await decodeAction(model, {
		words: await model.embedIds(ids),
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
