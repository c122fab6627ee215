import type { IDataObject } from 'n8n-workflow';
import { attemptPolicy } from '../../lib/vla/safety/policy-failure';
import type { Violation } from '../../lib/vla/safety/types';
import { violation } from '../../lib/vla/safety/violations';
import type { PolicyAnswer, PolicyLatency } from '../../lib/vla/types';
import { checkLook } from './look-check';
import type { Question } from './question';
import { readLimits } from './safety-options';

/** A policy's answer, as far as there is one. */
export type Answer = Omit<PolicyAnswer, 'model' | 'latencyMs'> &
	Partial<Pick<PolicyAnswer, 'model'>> & {
		latencyMs: Pick<PolicyLatency, 'total'> & Partial<PolicyLatency>;
	};

/** What became of a question. */
export interface Asked {
	/** Its numbers are not checked yet. Without a step where the policy failed. */
	answer: Answer;
	/** What speaks against acting on it, whatever its numbers are. */
	found: Violation[];
	/** How long it took to ask about a black picture, where that was done. */
	lookCheckMs?: number;
}

/**
 * Asks the policy. Where it cannot be reached or used there is no step, and a reason to hold still: what is wired behind
 * stops the robot. Rejects instead where a violation is to fail, and with what somebody has to mend.
 */
export async function ask(question: Question, raw: IDataObject): Promise<Asked> {
	const { open, seen, instruction, unnormKey, signal } = question;
	const startedMs = performance.now();
	const outcome = await attemptPolicy(readLimits(raw).onViolation, async () => {
		const answer = await open.policy.act(seen.observation, instruction, { unnormKey, signal });
		const { found, lookCheckMs } = await checkLook(question, answer, raw);
		return { answer, found: [...wordsOf(answer), ...found], lookCheckMs };
	});
	if (outcome.ok) return outcome.result;
	const latencyMs = { total: performance.now() - startedMs };
	return { answer: { actions: [], latencyMs, warnings: [] }, found: outcome.found };
}

function wordsOf({ foreignTokens: words = 0, tokens = [] }: PolicyAnswer): Violation[] {
	if (words === 0) return [];
	return [violation('ANSWERED_IN_WORDS', { words, expected: tokens.flat().length })];
}
