import { fromPlainError } from '../errors';
import type { TaskContext } from '../inference/types';
import { MAXIMUM_LANE_IMAGES } from '../limits';
import { createImageFinisher, createImagePreparer } from '../media/image/preparer';
import type { FinishedImage } from '../media/image/preparer-protocol';
import type { PreparedImage, Transparency } from '../media/image/types';
import { batchSize } from './batch-size';
import type { LaneData } from './lane';
import { lookAt } from './look-at';
import type { ClipModel } from './model';
import type { ImageEmbedding, ImageOutcome } from './types';
import { withPreparer } from './warm-preparer';
import { mapOutcome } from './wire';

/** The way of pictures from their files to their vectors. */
export interface PictureWay<Ready> {
	/** Pictures on their way at once. */
	ahead: number;
	/** Pictures to look at together, at most. */
	atMost: number;
	/** Rejects with the picture's own error. */
	prepare(file: string): Promise<Ready>;
	/** Rejects where the model is at fault. */
	look(pictures: Ready[]): Promise<ImageOutcome<ImageEmbedding>[]>;
}

interface Walk {
	<Ready>(way: PictureWay<Ready>): Promise<void>;
}

/** Lends the better way for a model, on threads that this engine holds warm. */
export function withPictureWay(
	context: TaskContext,
	model: ClipModel,
	transparency: Transparency,
	walk: Walk,
): Promise<void> {
	return model.lanes
		? throughLanes(context, model, transparency, walk)
		: throughOneModel(context, model, transparency, walk);
}

/** Each thread takes its pictures all the way; nothing large crosses. */
function throughLanes(
	context: TaskContext,
	model: ClipModel,
	transparency: Transparency,
	walk: Walk,
): Promise<void> {
	const { processor, agree } = model;
	const { file, count, threads } = model.lanes!;
	const atMost = Math.min(MAXIMUM_LANE_IMAGES, batchSize(model));
	const data: LaneData = { file, processor, threads };
	const finisher = { module: require.resolve('./lane'), data, atMost };
	type Finished = FinishedImage<ImageOutcome<Float32Array>>;
	const create = () =>
		createImageFinisher<Finished['made']>(processor, { threads: count, transparency, finisher });
	return withPreparer(context, ['lanes', data, transparency], create, (preparer) =>
		walk<Finished>({
			// A batch at work and one that waits, in each lane.
			ahead: 2 * count * Math.max(2, atMost),
			atMost: count * atMost,
			prepare: (file) => preparer.prepare(file),
			look: (pictures) =>
				Promise.resolve(
					pictures.map((picture) => {
						if (picture.made.ok) agree(picture.made.result.length);
						else if (picture.made.error.code !== 'CLIP_VECTOR_BROKEN')
							throw fromPlainError(picture.made.error);
						return embedding(picture, picture.made);
					}),
				),
		}),
	);
}

/** Threads prepare pictures; all threads of the model look at them together. */
function throughOneModel(
	context: TaskContext,
	model: ClipModel,
	transparency: Transparency,
	walk: Walk,
): Promise<void> {
	const { threads } = context.backend;
	const atMost = batchSize(model);
	const create = () => createImagePreparer(model.processor, { threads, transparency });
	return withPreparer(context, [model.processor, transparency], create, (preparer) =>
		walk<PreparedImage>({
			ahead: 2 * Math.max(atMost, threads),
			atMost,
			prepare: (file) => preparer.prepare(file),
			look: async (pictures) => {
				const vectors = await lookAt(pictures, model.embedPictures);
				return vectors.map((vector, i) => embedding(pictures[i], vector));
			},
		}),
	);
}

function embedding(
	{ original, sharpness }: Omit<PreparedImage, 'pixels'>,
	vector: ImageOutcome<Float32Array>,
): ImageOutcome<ImageEmbedding> {
	return mapOutcome(vector, (own) => ({ vector: own, ...original, sharpness }));
}
