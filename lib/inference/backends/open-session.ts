import type { InferenceSession } from 'onnxruntime-common';

import { MultimodalError } from '../../errors';
import { modelFileError } from '../errors';

/** Opens a session and names the file when that fails: MODEL_UNREADABLE. */
export async function openSession(
	file: string,
	create: () => Promise<InferenceSession>,
): Promise<InferenceSession> {
	try {
		return await create();
	} catch (error) {
		if (error instanceof MultimodalError) throw error;
		const reason = error instanceof Error ? error.message : String(error);
		throw modelFileError('MODEL_UNREADABLE', { file, reason }, error);
	}
}
