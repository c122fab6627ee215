import path from 'node:path';
import type { InferenceSession, Tensor } from 'onnxruntime-common';
import { MultimodalError } from '../../../errors';
import { nameLackOfMemory } from '../../../inference/lack-of-memory';
import { vlaModelError } from '../../errors';

/** Runs a file for the outputs named; rejects with POLICY_RUN_FAILED. */
export async function runSession(
	session: InferenceSession,
	file: string,
	feeds: InferenceSession.FeedsType,
	outputs: string[],
): Promise<Tensor[]> {
	try {
		const results = await session.run(feeds, outputs);
		return outputs.map((name) => results[name] as Tensor);
	} catch (error) {
		const known = nameLackOfMemory(error);
		if (known instanceof MultimodalError) throw known;
		const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
		throw vlaModelError('POLICY_RUN_FAILED', { file: path.basename(file), reason }, error);
	}
}
