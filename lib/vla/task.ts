import { throwIfCancelled, toPlainError } from '../errors';
import type { Task } from '../inference/types';
import { actOnce } from './policies/local/act-once';
import { loadPolicy } from './policies/local/model';
import { pictureSource } from './policies/local/pictures';
import type { LocalInput, LocalOutcome } from './policies/local/types';

/** The whole job in the engine process: paths and instructions in, actions out. One that fails fails alone. */
export const run: Task<LocalInput, LocalOutcome[]> = async (
	{ model: files, requests },
	context,
) => {
	const { progress, signal } = context;
	progress({ stage: 'loading the policy' });
	const model = await loadPolicy(context, files);
	const take = pictureSource(context, model.processor, requests);
	const outcomes: LocalOutcome[] = [];
	for (const [index, request] of requests.entries()) {
		progress({ stage: 'deciding', fraction: index / requests.length });
		throwIfCancelled(signal);
		try {
			const answer = await actOnce(model, request, () => take(index), signal);
			outcomes.push({ ok: true, answer });
		} catch (error) {
			throwIfCancelled(signal);
			outcomes.push({ ok: false, error: toPlainError(error) });
		}
	}
	return outcomes;
};
