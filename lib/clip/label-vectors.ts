import type { TaskContext } from '../inference/types';
import { embedTexts, type EmbeddedTexts } from './embed-texts';
import type { ClipModel } from './model';
import { rememberedLabelSets } from './remember';
import { fillTemplate } from './templates';
import type { LabelSet } from './types';
import { meanDirection } from './vectors';

/** One vector a label: its filled templates averaged, at unit length. */
export async function labelVectors(
	model: ClipModel,
	{ modelId, labels, templates }: LabelSet & { modelId: string },
	context: TaskContext,
): Promise<EmbeddedTexts> {
	const remembered = await rememberedLabelSets<EmbeddedTexts>(context, modelId);
	const key = JSON.stringify([labels, templates]);
	const found = remembered.get(key);
	if (found) return { ...found, embeddedTexts: 0, textTokens: 0 };
	const texts = labels.flatMap((label) => templates.map((each) => fillTemplate(each, label)));
	const embedded = await embedTexts(model, { modelId, texts }, context);
	const vectors = labels.map((_, i) => {
		const start = i * templates.length;
		return meanDirection(embedded.vectors.slice(start, start + templates.length));
	});
	remembered.set(key, { ...embedded, vectors });
	return { ...embedded, vectors };
}
