import { type ErrorClass, MultimodalError } from '../../errors';
import type { Violation, ViolationHandling } from './types';
import { violation } from './violations';

/** What fails while a robot is at work, and may work again at the next question. */
const CLASSES: readonly ErrorClass[] = ['network', 'service', 'engine'];
/** Of a local model's failures those of one answer; the others say that its files are wrong. */
const CODES: readonly string[] = ['POLICY_RUN_FAILED', 'POLICY_ANSWER_BROKEN'];

/** What a policy's work brought, or why the robot is to hold still instead. */
export type PolicyOutcome<Result> =
	| { ok: true; result: Result }
	| { ok: false; found: Violation[] };

/**
 * Has a policy work. That it could not be reached or gave no answer that can be used is a reason to hold still. What
 * somebody has to mend (settings, pictures, models), a stopped run, and all of it where a violation is to fail, rejects.
 */
export async function attemptPolicy<Result>(
	onViolation: ViolationHandling,
	work: () => Promise<Result>,
): Promise<PolicyOutcome<Result>> {
	try {
		return { ok: true, result: await work() };
	} catch (error) {
		const found = onViolation === 'fail' ? undefined : reasonsOf(error);
		if (!found) throw error;
		return { ok: false, found };
	}
}

function reasonsOf(error: unknown): Violation[] | undefined {
	if (!(error instanceof MultimodalError)) return undefined;
	const { errorClass, code, message } = error;
	// The guard itself tells how old the picture is.
	if (code === 'POLICY_OBSERVATION_STALE') return [];
	if (!CLASSES.includes(errorClass) && !CODES.includes(code)) return undefined;
	return [violation('POLICY_FAILED', { sentence: message, errorCode: code })];
}
