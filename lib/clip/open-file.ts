import type { Backend } from '../inference/types';
import { describeSession, type OpenFile } from './session-metadata';

/** Opens a model's file and makes something of it; gives the memory back where that fails. */
export async function openFile<T>(
	{ createSession }: Pick<Backend, 'createSession'>,
	file: string,
	use: (open: OpenFile) => T | Promise<T>,
): Promise<T> {
	const session = await createSession(file);
	try {
		return await use(describeSession(session, file));
	} catch (error) {
		await session.release();
		throw error;
	}
}
