import type { ImageSize } from '../media/image/types';
import { costFields, type CostFields } from './cost';
import { countImageTokens, findTokenModel } from './count';
import type { CountOptions } from './types';

/** What a picture costs on one of several models. */
export interface ModelCount extends CostFields {
	model: string;
	title: string;
	tokens: number;
	markerTokens?: number;
	resizedWidth: number;
	resizedHeight: number;
	refusal?: string;
}

/** Counts a picture on several models, each once; `dollarsAMillion` goes before the table's prices. An unknown model is an error. */
export function countForModels(
	modelNames: string[],
	size: ImageSize,
	options: CountOptions = {},
	dollarsAMillion?: number,
): ModelCount[] {
	const models = modelNames.map(findTokenModel);
	const names = models.map(({ name }) => name);
	return models
		.filter(({ name }, place) => names.indexOf(name) === place)
		.map((model) => {
			const { tokens, markerTokens, resizedWidth, resizedHeight, refusal } = countImageTokens(
				model.name,
				size,
				options,
			);
			return {
				model: model.name,
				title: model.title,
				tokens,
				...(markerTokens !== undefined && { markerTokens }),
				resizedWidth,
				resizedHeight,
				...costFields(tokens, model, dollarsAMillion),
				...(refusal !== undefined && { refusal }),
			};
		});
}
