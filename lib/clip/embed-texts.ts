import { createHash } from 'node:crypto';
import type { TaskContext } from '../inference/types';
import { MAXIMUM_BATCH_TEXTS } from '../limits';
import { breathe } from './breathe';
import type { ClipModel } from './model';
import { rememberedEmbeddings } from './remember';
import type { TokenisedText } from './tokenizer';

/** Texts in the model's space, and what that took. */
export interface EmbeddedTexts {
	/** One a text, in order. */
	vectors: Float32Array[];
	/** Texts longer than the model reads. */
	cutTexts: string[];
	/** Of the longest text that the model reads. */
	maximumTokens: number;
	/** Texts and tokens that went through the model. */
	embeddedTexts: number;
	textTokens: number;
}

interface KnownText {
	vector: Float32Array;
	wasCut: boolean;
}

/** A fraction of a second's work. */
const TOKENISED_AT_ONCE = 1000;

/** Places texts in the model's space, each different one once. */
export async function embedTexts(
	model: ClipModel,
	{ modelId, texts }: { modelId: string; texts: string[] },
	context: TaskContext,
): Promise<EmbeddedTexts> {
	const { tokenizer, embed } = await model.openTexts();
	const remembered = await rememberedEmbeddings<KnownText>(context, modelId, 'texts');
	const known = new Map<string, KnownText>();
	const unknown: { text: string; tokens: TokenisedText }[] = [];
	for (const [index, text] of [...new Set(texts)].entries()) {
		if (index % TOKENISED_AT_ONCE === 0) await breathe(context.signal);
		const found = remembered.get(keyOf(text));
		if (found) known.set(text, found);
		else unknown.push({ text, tokens: tokenizer.encode(text) });
	}
	// Texts of about one length need little padding.
	unknown.sort((a, b) => a.tokens.ids.length - b.tokens.ids.length);
	// The same text must get the same vector, whatever its company.
	const atOnce = model.batchDependent.texts ? 1 : MAXIMUM_BATCH_TEXTS;
	for (let start = 0; start < unknown.length; start += atOnce) {
		context.progress({ stage: 'reading texts', fraction: start / unknown.length });
		const batch = unknown.slice(start, start + atOnce);
		const vectors = await embed(batch.map(({ tokens }) => tokens));
		batch.forEach(({ text, tokens: { wasCut } }, i) => {
			const found = { vector: vectors[i], wasCut };
			remembered.set(keyOf(text), found);
			known.set(text, found);
		});
		await breathe(context.signal);
	}
	return {
		vectors: texts.map((text) => known.get(text)!.vector),
		cutTexts: [...known].filter(([, { wasCut }]) => wasCut).map(([text]) => text),
		maximumTokens: tokenizer.maximumTokens,
		embeddedTexts: unknown.length,
		textTokens: unknown.reduce((sum, { tokens }) => sum + tokens.ids.length, 0),
	};
}

/** Short, whatever the text. */
function keyOf(text: string): string {
	return createHash('sha256').update(text).digest('base64');
}
