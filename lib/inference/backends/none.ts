import { engineError } from '../errors';
import type { Backend } from '../types';

/** For an engine whose tasks run no model: nothing is loaded, and asking for a model is a coded error. */
export function noBackend(): Backend {
	return {
		backend: 'none',
		device: 'none',
		threads: 0,
		createSession: async () => {
			throw engineError('NO_MODEL_HERE', {});
		},
		get Tensor(): never {
			throw engineError('NO_MODEL_HERE', {});
		},
	};
}
