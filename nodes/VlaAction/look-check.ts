import type { IDataObject } from 'n8n-workflow';
import { findBlankPictures } from '../../lib/vla/safety/blank';
import { looksAtPicture } from '../../lib/vla/safety/looking';
import type { Violation } from '../../lib/vla/safety/types';
import type { Policy, PolicyAnswer } from '../../lib/vla/types';
import type { Question } from './question';
import { readLookCheck } from './safety-options';

/** What came of looking at the pictures, and at how the policy does. */
interface LookCheck {
	/** What is wrong; nothing where that is not asked for. */
	found: Violation[];
	/** How long it took to ask about a black picture; absent where nobody was asked. */
	lookCheckMs?: number;
}

/** Finds what is wrong with the pictures, or with how the policy looks at them. */
export async function checkLook(
	{ seen, open, instruction, unnormKey, signal }: Question,
	answer: PolicyAnswer,
	raw: IDataObject,
): Promise<LookCheck> {
	if (!readLookCheck(raw)) return { found: [] };
	const { observation } = seen;
	const blank = await findBlankPictures(observation.pictures, signal);
	if (blank.length > 0 || !open.isRepeatable) return { found: blank };
	const startedMs = performance.now();
	const { policy, wasAsked } = watched(open.policy);
	const asked = { policyName: open.name, instruction, unnormKey, signal };
	const found = await looksAtPicture({ policy, observation, answer, ...asked });
	return { found, ...(wasAsked() && { lookCheckMs: performance.now() - startedMs }) };
}

/** The same policy, and whether it was asked: one that was seen to look is not, for a while. */
function watched({ act }: Policy): { policy: Policy; wasAsked(): boolean } {
	let isAsked = false;
	const policy: Policy = {
		async act(...question) {
			isAsked = true;
			return await act(...question);
		},
	};
	return { policy, wasAsked: () => isAsked };
}
