import type { TaskContext } from '../inference/types';
import { createImagePreparer } from '../media/image/preparer';
import type { ImageProcessor, Transparency } from '../media/image/types';

type ImagePreparer = ReturnType<typeof createImagePreparer>;

/** Lends the preparer that this engine holds warm. When `use` fails its threads end, whatever they are at. */
export async function withPreparer<T>(
	{ keep, backend: { threads } }: TaskContext,
	processor: ImageProcessor,
	transparency: Transparency,
	use: (preparer: ImagePreparer) => Promise<T>,
): Promise<T> {
	const key = `image preparer ${JSON.stringify([processor, transparency])}`;
	const shelf = await keep(key, () => Promise.resolve<{ preparer?: ImagePreparer }>({}));
	shelf.preparer ??= createImagePreparer(processor, { threads, transparency });
	const { preparer } = shelf;
	try {
		return await use(preparer);
	} catch (error) {
		shelf.preparer = undefined;
		await preparer.close();
		throw error;
	}
}
