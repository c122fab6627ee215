import type { TaskContext } from '../inference/types';
import type { ImagePreparer } from '../media/image/preparer';

/** Lends the preparer that this engine holds warm. When `use` fails nothing that waits is prepared any more. */
export async function withPreparer<Ready, T>(
	{ keep }: Pick<TaskContext, 'keep'>,
	key: unknown,
	create: () => ImagePreparer<Ready>,
	use: (preparer: ImagePreparer<Ready>) => Promise<T>,
): Promise<T> {
	const kept = `image preparer ${JSON.stringify(key)}`;
	const preparer = await keep(kept, () => Promise.resolve(create()));
	try {
		return await use(preparer);
	} catch (error) {
		preparer.drop();
		throw error;
	}
}
