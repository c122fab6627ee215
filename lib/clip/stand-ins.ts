import type { Feeds } from '../inference/run-session';
import type { ImageSize } from '../media/image/types';
import type { ImageFeeds } from './image-feeds';
import type { TextFeeds } from './text-feeds';
import type { FileTokenizer, TokenisedText } from './tokenizer';

/** A joint file runs both halves, whichever is wanted: for pictures, the other one gets the shortest text. */
export function standInText(texts: TextFeeds, tokenizer: FileTokenizer): Feeds {
	const text = tokenizer.encode('a');
	const rows = new Array<TokenisedText>(texts.lotSize ?? 1).fill(text);
	return texts.feeds(rows, fullLength(texts, tokenizer) ?? text.ids.length);
}

/** For texts, it gets a blank picture. */
export function standInPicture({ lotSize = 1, feeds }: ImageFeeds, size: ImageSize): Feeds {
	const blank = new Float32Array(3 * size.width * size.height);
	return feeds(new Array<Float32Array>(lotSize).fill(blank), size);
}

/** The length of every text; undefined where shorter ones may stay so. */
export function fullLength(
	{ fixedLength }: TextFeeds,
	tokenizer: FileTokenizer,
): number | undefined {
	return fixedLength ?? (tokenizer.padding.isToMaximum ? tokenizer.maximumTokens : undefined);
}
