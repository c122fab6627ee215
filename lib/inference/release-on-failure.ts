import type { InferenceSession } from 'onnxruntime-common';
import type { Backend } from './types';

type Opener = Pick<Backend, 'createSession'>;

/** Opens a model's files and makes something of them; gives the memory of all back where one of them, or the making, fails. */
export async function releaseOnFailure<Given extends Opener, Made>(
	backend: Given,
	open: (backend: Given) => Promise<Made>,
): Promise<Made> {
	const opened: InferenceSession[] = [];
	const createSession: Backend['createSession'] = async (...given) => {
		const session = await backend.createSession(...given);
		opened.push(session);
		return session;
	};
	try {
		return await open({ ...backend, createSession });
	} catch (error) {
		// What went wrong first is what is told.
		await Promise.allSettled(opened.map((session) => session.release()));
		throw error;
	}
}
