import { MultimodalError } from '../errors';
import { engineError } from './errors';

/** How onnxruntime, CUDA, WebAssembly and Node say that there is no more memory. */
const LACK_OF_MEMORY =
	/failed to allocate memory|bad.?alloc|out of memory|allocation failed|\bOOM\b/i;

/** OUT_OF_MEMORY where a failure's words say so; any other failure as it is. */
export function nameLackOfMemory(error: unknown): unknown {
	if (error instanceof MultimodalError || !(error instanceof Error)) return error;
	const [reason] = error.message.split('\n');
	return LACK_OF_MEMORY.test(error.message)
		? engineError('OUT_OF_MEMORY', { reason }, error)
		: error;
}
