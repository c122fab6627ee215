import { toPlainError } from '../errors';
import type { PreparedImage } from '../media/image/types';
import type { EmbedPictures } from './picture-half';
import type { ImageOutcome } from './types';

/** Runs pictures through the model, those of one size together. One that the model makes nothing of fails alone. */
export async function lookAt(
	pictures: PreparedImage[],
	embed: EmbedPictures,
): Promise<ImageOutcome<Float32Array>[]> {
	const seen = new Map<PreparedImage, ImageOutcome<Float32Array>>();
	for (const group of bySize(pictures)) {
		const vectors = await lookAtGroup(group, embed);
		group.forEach((picture, i) => seen.set(picture, vectors[i]));
	}
	return pictures.map((picture) => seen.get(picture)!);
}

/** A processor that does not crop gives pictures of several sizes. */
function bySize(pictures: PreparedImage[]): PreparedImage[][] {
	const groups = new Map<string, PreparedImage[]>();
	for (const picture of pictures) {
		const { width, height } = picture.size;
		const size = `${width}x${height}`;
		groups.set(size, [...(groups.get(size) ?? []), picture]);
	}
	return [...groups.values()];
}

async function lookAtGroup(
	group: PreparedImage[],
	embed: EmbedPictures,
): Promise<ImageOutcome<Float32Array>[]> {
	try {
		const vectors = await embed(
			group.map(({ pixels }) => pixels),
			group[0].size,
		);
		return vectors.map((vector) => ({ ok: true, result: vector }));
	} catch (error) {
		const plain = toPlainError(error);
		if (plain.code !== 'CLIP_VECTOR_BROKEN') throw error;
		if (group.length === 1) return [{ ok: false, error: plain }];
		const outcomes: ImageOutcome<Float32Array>[] = [];
		for (const picture of group) outcomes.push(...(await lookAtGroup([picture], embed)));
		return outcomes;
	}
}
