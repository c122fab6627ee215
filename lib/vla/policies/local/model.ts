import { releaseOnFailure } from '../../../inference/release-on-failure';
import type { TaskContext } from '../../../inference/types';
import { readImageProcessor } from '../../../media/image/processor-config';
import type { ImageProcessor } from '../../../media/image/types';
import type { ResolvedModel } from '../../../models/types';
import { type ActionTokens, createActionTokens } from '../../action-tokens';
import { type PromptVersion, promptVersion } from '../../prompt';
import { readStatistics } from '../../statistics';
import type { StatisticsByKey } from '../../types';
import { readPolicyConfig } from './config';
import { openDecoder, type StartDecoding } from './decoder';
import { type PromptTokenizer, readPromptTokenizer } from './tokenizer';
import { type Look, openVision } from './vision';
import { type EmbedIds, openWords } from './words';

/** A policy of OpenVLA's kind ready to act, with what it needs beside it. */
export interface LocalModel {
	name: string;
	statistics: StatisticsByKey;
	processor: ImageProcessor;
	promptVersion: PromptVersion;
	tokenize: PromptTokenizer;
	actionTokens: ActionTokens;
	look: Look;
	embedIds: EmbedIds;
	startDecoding: StartDecoding;
	Tensor: TaskContext['backend']['Tensor'];
}

/** Loads a policy, or takes the one that this engine holds. */
export function loadPolicy(
	{ backend, keep }: TaskContext,
	{ name, id, folder, parts }: ResolvedModel,
): Promise<LocalModel> {
	return keep(`vla ${id}`, async () => {
		const config = await readPolicyConfig(folder);
		const [statistics, processor, tokenize] = await Promise.all([
			readStatistics(folder),
			readImageProcessor(folder),
			readPromptTokenizer(folder),
		]);
		const opened = await releaseOnFailure(backend, async (tracked) => ({
			look: await openVision(tracked, parts.vision_encoder),
			embedIds: await openWords(tracked, parts.embed_tokens),
			startDecoding: await openDecoder(tracked, parts.decoder_model_merged, config),
		}));
		return {
			...{ name, statistics, processor, tokenize, ...opened },
			promptVersion: promptVersion(name),
			actionTokens: createActionTokens(config.vocabularySize, config.actionBins),
			Tensor: backend.Tensor,
		};
	});
}
