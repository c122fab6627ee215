import { releaseOnFailure } from '../inference/release-on-failure';
import type { Backend } from '../inference/types';
import { describeSession, type OpenFile } from './session-metadata';

/** Opens a model's file and makes something of it; gives the memory back where that fails. */
export async function openFile<T>(
	backend: Pick<Backend, 'createSession'>,
	file: string,
	use: (open: OpenFile) => T | Promise<T>,
): Promise<T> {
	return await releaseOnFailure(backend, async ({ createSession }) =>
		use(describeSession(await createSession(file), file)),
	);
}
