import type { Task } from '../../inference/types';
import { refit } from './refit';
import type { RefitInput, RefitOutput } from './refit-types';

/** Writes a picture anew in the engine process, which may hold pixels. */
export const run: Task<RefitInput, RefitOutput> = async (input, { signal }) =>
	await refit(input, signal);
