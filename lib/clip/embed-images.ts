import { setMaxListeners } from 'node:events';
import { toPlainError } from '../errors';
import type { TaskContext } from '../inference/types';
import { MAXIMUM_BATCH_ACTIVATION_BYTES, MAXIMUM_BATCH_IMAGES } from '../limits';
import type { PreparedImage, Transparency } from '../media/image/types';
import { contentKey } from './content-key';
import type { ClipModel } from './model';
import { Places } from './places';
import { readyBatches } from './ready-batches';
import { rememberedEmbeddings } from './remember';
import type { ImageEmbedding, ImageOutcome } from './types';
import { withPreparer } from './warm-preparer';
import { mapOutcome } from './wire';

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

interface Ready {
	key: string;
	picture: PreparedImage;
}

/** Places pictures in the model's space, decoding ahead on threads. A picture that cannot be read fails alone. */
export async function embedImages(
	model: ClipModel,
	{ modelId, files, transparency }: Pictures,
	context: TaskContext,
): Promise<EmbeddedImages> {
	const { signal, progress, backend } = context;
	const { processor } = model;
	// Every file that is being read listens.
	setMaxListeners(0, signal);
	const treatment = JSON.stringify([modelId, transparency, processor]);
	const remembered = await rememberedEmbeddings<ImageEmbedding>(context, treatment, 'pictures');
	const places = new Places<ImageOutcome<ImageEmbedding>>(files.length, (fraction) =>
		progress({ stage: 'looking at pictures', fraction }),
	);
	const atMost = batchSize(model);
	const ahead = 2 * Math.max(atMost, backend.threads);
	let embeddedImages = 0;

	await withPreparer(context, processor, transparency, async (preparer) => {
		const prepare = async (file: string, index: number): Promise<Ready | undefined> => {
			const key = (await contentKey(file, signal)) ?? `unread ${index}`;
			if (places.add(key, index) > 1) return undefined;
			const result = remembered.get(key);
			if (result) return places.settle(key, { ok: true, result });
			try {
				return { key, picture: await preparer.prepare(file) };
			} catch (error) {
				return places.settle(key, { ok: false, error: toPlainError(error) });
			}
		};
		for await (const batch of readyBatches(files, prepare, { ahead, atMost, signal })) {
			for (const [{ key, picture }, vector] of await embedBatch(batch, model)) {
				const { original, sharpness } = picture;
				const outcome = mapOutcome(vector, (own) => ({ vector: own, ...original, sharpness }));
				if (outcome.ok) remembered.set(key, outcome.result);
				places.settle(key, outcome);
				embeddedImages += 1;
			}
		}
	});
	return { outcomes: places.settled, embeddedImages };
}

/** Pictures that go through the model at once. */
export function batchSize({ batchDependent, activationBytesPerImage }: ClipModel): number {
	// The same picture must get the same vector, whatever its company.
	if (batchDependent.pictures) return 1;
	const fitting = Math.floor(MAXIMUM_BATCH_ACTIVATION_BYTES / activationBytesPerImage);
	return Math.max(1, Math.min(MAXIMUM_BATCH_IMAGES, fitting));
}

/** Runs pictures through the model, those of one size together. */
async function embedBatch(batch: Ready[], model: ClipModel) {
	const seen: [Ready, ImageOutcome<Float32Array>][] = [];
	for (const group of bySize(batch)) {
		const vectors = await embedGroup(group, model);
		group.forEach((ready, i) => seen.push([ready, vectors[i]]));
	}
	return seen;
}

/** A picture that the model makes nothing of fails alone. */
async function embedGroup(group: Ready[], model: ClipModel): Promise<ImageOutcome<Float32Array>[]> {
	const pixels = group.map(({ picture }) => picture.pixels);
	try {
		const vectors = await model.towers.embedImages(pixels, group[0].picture.size);
		return vectors.map((vector) => ({ ok: true, result: ownCopy(vector) }));
	} catch (error) {
		const plain = toPlainError(error);
		if (plain.code !== 'CLIP_VECTOR_BROKEN') throw error;
		if (group.length === 1) return [{ ok: false, error: plain }];
		const outcomes: ImageOutcome<Float32Array>[] = [];
		for (const ready of group) outcomes.push(...(await embedGroup([ready], model)));
		return outcomes;
	}
}

/** A processor that does not crop gives pictures of several sizes. */
function bySize(batch: Ready[]): Ready[][] {
	const groups = new Map<string, Ready[]>();
	for (const ready of batch) {
		const { width, height } = ready.picture.size;
		const size = `${width}x${height}`;
		groups.set(size, [...(groups.get(size) ?? []), ready]);
	}
	return [...groups.values()];
}

/** A view would hold the whole batch in memory for as long as one vector is remembered. */
function ownCopy(vector: Float32Array): Float32Array {
	return vector.byteLength === vector.buffer.byteLength ? vector : vector.slice();
}
