import { decodeImage } from '../../../media/image/decode';
import { createImagePreparer } from '../../../media/image/preparer';
import { preprocess } from '../../../media/image/processor';
import type { TaskContext } from '../../../inference/types';
import type { ImageProcessor, PreparedImage } from '../../../media/image/types';
import type { LocalRequest } from './types';

/** Gives the picture of the request at a place. */
export type TakePicture = (index: number) => Promise<Pick<PreparedImage, 'pixels' | 'size'>>;

/** Models were trained on pictures without transparency; what is behind it is what the camera saw. */
const TRANSPARENCY = 'ignore';
/** Share of the area that the fine-tunes for LIBERO see of a picture. */
const CROPPED_AREA = 0.9;
/** Pictures made ready while the model works on another. */
const AHEAD = 2;

/** How the pictures of requests come: a lone one at once, several ahead of their turn on a thread of its own. */
export function pictureSource(
	{ keep, signal }: TaskContext,
	processor: ImageProcessor,
	requests: LocalRequest[],
): TakePicture {
	const prepare =
		requests.length === 1
			? prepareHere
			: async (file: string, cropped: ImageProcessor) => {
					const key = `vla pictures ${JSON.stringify(cropped)}`;
					const preparer = await keep(key, () =>
						Promise.resolve(
							createImagePreparer(cropped, { threads: 1, transparency: TRANSPARENCY }),
						),
					);
					return await preparer.prepare(file);
				};
	const started: Array<ReturnType<TakePicture> | undefined> = [];
	const start = (index: number) => {
		const { file, centreCrop } = requests[index];
		const picture = prepare(file, centreCrop ? cropped(processor) : processor);
		// Whoever takes it hears of its failure.
		picture.catch(() => {});
		return picture;
	};
	return (index) => {
		const end = Math.min(requests.length, index + 1 + AHEAD);
		for (let next = index; next < end; next++) {
			if (!signal.aborted) started[next] ??= start(next);
		}
		const picture = started[index] ?? start(index);
		started[index] = undefined;
		return picture;
	};
}

async function prepareHere(file: string, processor: ImageProcessor) {
	return preprocess(await decodeImage(file, { transparency: TRANSPARENCY }), processor);
}

function cropped(processor: ImageProcessor): ImageProcessor {
	const { resize, centreCrop } = processor;
	const size = centreCrop ?? (resize && 'exact' in resize ? resize.exact : undefined);
	return size ? { ...processor, zoom: { size, area: CROPPED_AREA } } : processor;
}
