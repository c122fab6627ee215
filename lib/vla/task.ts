import { throwIfCancelled } from '../errors';
import type { Task } from '../inference/types';
import { actOnce } from './policies/local/act-once';
import { loadPolicy } from './policies/local/model';
import type { LocalAnswer, LocalInput } from './policies/local/types';

/** The whole job in the engine process: a path and an instruction in, an action out. Without a question it only loads the policy. */
export const run: Task<LocalInput, LocalAnswer | null> = async (
	{ model: files, request },
	context,
) => {
	const { progress, signal } = context;
	progress({ stage: 'loading the policy' });
	const model = await loadPolicy(context, files);
	throwIfCancelled(signal);
	if (!request) return null;
	progress({ stage: 'deciding' });
	return await actOnce(model, request, signal);
};
