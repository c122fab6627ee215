import type { ImageSize } from '../media/image/types';
import { imageCost } from './cost';
import { countImageTokens, findTokenModel } from './count';
import type { CountOptions } from './types';

/** What a picture costs on one of several models. Costs are in US dollars; absent where no price is known. */
export interface ModelCount {
	model: string;
	title: string;
	tokens: number;
	markerTokens?: number;
	resizedWidth: number;
	resizedHeight: number;
	cost?: number;
	currency?: 'USD';
	/** Of the table's price; absent where a price of one's own was taken. */
	priceDate?: string;
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
			const cost = imageCost(tokens, model, dollarsAMillion);
			const priceDate = dollarsAMillion === undefined ? model.price?.date : undefined;
			return {
				model: model.name,
				title: model.title,
				tokens,
				...(markerTokens !== undefined && { markerTokens }),
				resizedWidth,
				resizedHeight,
				...(cost !== undefined && { cost, currency: 'USD' as const }),
				...(priceDate !== undefined && { priceDate }),
				...(refusal !== undefined && { refusal }),
			};
		});
}
