import type { ClipConfig } from './config';
import type { HalfSetting } from './image-tower';
import { inLots, runFile, unitRows } from './run-file';
import type { TextFeeds } from './text-feeds';
import { chooseFilling } from './text-filling';
import type { FileTokenizer, TokenisedText } from './tokenizer';

/** Tokens to unit vectors: a text's vector does not depend on the texts beside it. */
export async function makeTextTower(
	{ open, output, filler, agree }: HalfSetting,
	textFeeds: TextFeeds,
	tokenizer: FileTokenizer,
	config: ClipConfig,
) {
	const embed = (texts: TokenisedText[], length: number) =>
		inLots(texts, textFeeds.lotSize, async (lot) => {
			const what = `texts of ${length} tokens`;
			const feeds = { ...filler, ...textFeeds.feeds(lot, length) };
			const [rows] = await runFile(open, feeds, [output], what);
			agree(rows.dims[1]);
			return unitRows(rows, lot.length, open.file, what);
		});
	const filling = await chooseFilling(textFeeds, tokenizer, config, async (text, length) => {
		const [vector] = await embed([text], length);
		return vector;
	});
	const full = textFeeds.fixedLength ?? tokenizer.maximumTokens;

	return async (texts: TokenisedText[]): Promise<Float32Array[]> => {
		const vectors = new Array<Float32Array>(texts.length);
		for (const places of filling === 'none' ? placesByLength(texts) : [[...texts.keys()]]) {
			const group = places.map((place) => texts[place]);
			const length = filling === 'maximum' ? full : longest(group);
			const made = await embed(group, length);
			places.forEach((place, index) => (vectors[place] = made[index]));
		}
		return vectors;
	};
}

function placesByLength(texts: TokenisedText[]): number[][] {
	const places = new Map<number, number[]>();
	texts.forEach(({ ids }, place) => {
		const group = places.get(ids.length);
		if (group) group.push(place);
		else places.set(ids.length, [place]);
	});
	return [...places.values()];
}

/** Length of the longest text. */
export function longest(texts: TokenisedText[]): number {
	return texts.reduce((most, { ids }) => Math.max(most, ids.length), 0);
}
