import type { ClipConfig } from './config';
import { dot } from './vectors';
import type { TextFeeds } from './text-feeds';
import type { FileTokenizer, TokenisedText } from './tokenizer';

/** To what length texts are filled up: the model's maximum, the batch's longest, or not at all (equal lengths only). */
type Filling = 'maximum' | 'longest' | 'none';

const TRIAL_TEXT = 'a photo of a cat';
/** 8-bit models differ a little by the numbers beside theirs. */
const SAME_COSINE = 0.99;

/** How a model's texts may be filled up without changing what it makes of them. */
export async function chooseFilling(
	{ fixedLength, knowsFilling }: Pick<TextFeeds, 'fixedLength' | 'knowsFilling'>,
	{ padding, maximumTokens, encode }: FileTokenizer,
	{ modelType }: ClipConfig,
	embed: (text: TokenisedText, length: number) => Promise<Float32Array>,
): Promise<Filling> {
	if (fixedLength !== undefined || padding.isToMaximum) return 'maximum';
	if (knowsFilling) return 'longest';
	const text = encode(TRIAL_TEXT);
	const filled = await embed(text, maximumTokens);
	// Some towers take texts of full length only.
	const bare = await embed(text, text.ids.length).catch(() => undefined);
	if (bare === undefined) return 'maximum';
	if (dot(bare, filled) >= SAME_COSINE) return 'longest';
	// A CLIP tower that looks at the filling was trained with it; another kind was not.
	return modelType === 'clip' ? 'maximum' : 'none';
}
