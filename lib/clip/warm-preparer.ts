import type { TaskContext } from '../inference/types';
import type { ImagePreparer } from '../media/image/preparer';

/** Lends the preparer that this engine holds warm. When `use` fails its threads end, whatever they are at. */
export async function withPreparer<Ready, T>(
	{ keep }: Pick<TaskContext, 'keep'>,
	key: unknown,
	create: () => ImagePreparer<Ready>,
	use: (preparer: ImagePreparer<Ready>) => Promise<T>,
): Promise<T> {
	const shelf = await keep(preparerKey(key), () =>
		Promise.resolve<{ preparer?: ImagePreparer<Ready> }>({}),
	);
	shelf.preparer ??= create();
	const { preparer } = shelf;
	try {
		return await use(preparer);
	} catch (error) {
		shelf.preparer = undefined;
		await preparer.close();
		throw error;
	}
}

function preparerKey(key: unknown): string {
	return `image preparer ${JSON.stringify(key)}`;
}
