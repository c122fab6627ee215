import path from 'node:path';
import type { InferenceSession, Tensor } from 'onnxruntime-common';
import { type Feeds, runSession } from '../../../inference/run-session';
import { vlaModelError } from '../../errors';

/** Runs a part of a policy for the outputs named; rejects with POLICY_RUN_FAILED. */
export async function runPart(
	session: InferenceSession,
	file: string,
	feeds: Feeds,
	outputs: string[],
): Promise<Tensor[]> {
	return await runSession(session, feeds, outputs, (reason, cause) =>
		vlaModelError('POLICY_RUN_FAILED', { file: path.basename(file), reason }, cause),
	);
}
