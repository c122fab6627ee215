import type { ImageSize } from '../media/image/types';
import { countClaude } from './claude';
import { countGemini2, countGemini3 } from './gemini';
import { countInternVl } from './internvl';
import { countLlavaOnevision } from './llava-onevision';
import { countLlava15, countLlava16 } from './llava';
import { countOpenAiPatch } from './openai-patch';
import { countOpenAiTile } from './openai-tile';
import { countQwenVl } from './qwen-vl';
import { countSmolVlm } from './smolvlm';
import type { CountOptions, TokenCount, TokenModel } from './types';

/** A family's formula; its parameters are those of its rows in the table, which a test holds complete. */
type Formula = (size: ImageSize, parameters: never, options: CountOptions) => TokenCount;

const FORMULAS: Record<string, Formula> = {
	claude: countClaude,
	openAiPatch: countOpenAiPatch,
	openAiTile: countOpenAiTile,
	gemini3: countGemini3,
	gemini2: countGemini2,
	qwenVl: countQwenVl,
	llava15: countLlava15,
	llava16: countLlava16,
	llavaOnevision: countLlavaOnevision,
	internVl: countInternVl,
	smolVlm: countSmolVlm,
};

/** Counts with the formula of the model's family. */
export function applyFormula(
	model: TokenModel,
	size: ImageSize,
	options: CountOptions,
): TokenCount {
	return FORMULAS[model.family](size, model.parameters as never, options);
}
