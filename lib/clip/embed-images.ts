import { setMaxListeners } from 'node:events';
import { toPlainError } from '../errors';
import type { TaskContext } from '../inference/types';
import type { Transparency } from '../media/image/types';
import { contentKey } from './content-key';
import type { ClipModel } from './model';
import { withPictureWay } from './picture-way';
import { Places } from './places';
import { readyBatches } from './ready-batches';
import { rememberedEmbeddings } from './remember';
import type { ImageEmbedding, ImageOutcome } from './types';

interface Pictures {
	modelId: string;
	files: string[];
	transparency: Transparency;
}

interface EmbeddedImages {
	/** One a file, in order. */
	outcomes: ImageOutcome<ImageEmbedding>[];
	/** Pictures that went through the model. */
	embeddedImages: number;
}

/** Places pictures in the model's space, each different one once. A picture that cannot be read fails alone. */
export async function embedImages(
	model: ClipModel,
	{ modelId, files, transparency }: Pictures,
	context: TaskContext,
): Promise<EmbeddedImages> {
	const { signal, progress } = context;
	// Every file that is being read listens.
	setMaxListeners(0, signal);
	const treatment = JSON.stringify([modelId, transparency, model.processor]);
	const remembered = await rememberedEmbeddings<ImageEmbedding>(context, treatment, 'pictures');
	const places = new Places<ImageOutcome<ImageEmbedding>>(files.length, (fraction) =>
		progress({ stage: 'looking at pictures', fraction }),
	);
	let embeddedImages = 0;

	await withPictureWay(context, model, transparency, async (way) => {
		const { ahead, atMost } = way;
		const prepare = async (file: string, index: number) => {
			const key = (await contentKey(file, signal)) ?? `unread ${index}`;
			if (places.add(key, index) > 1) return undefined;
			const result = remembered.get(key);
			if (result) return places.settle(key, { ok: true, result });
			try {
				return { key, picture: await way.prepare(file) };
			} catch (error) {
				return places.settle(key, { ok: false, error: toPlainError(error) });
			}
		};
		for await (const batch of readyBatches(files, prepare, { ahead, atMost, signal })) {
			const outcomes = await way.look(batch.map(({ picture }) => picture));
			for (const [i, { key }] of batch.entries()) {
				const outcome = outcomes[i];
				if (outcome.ok) remembered.set(key, outcome.result);
				places.settle(key, outcome);
				embeddedImages += 1;
			}
		}
	});
	return { outcomes: places.settled, embeddedImages };
}
