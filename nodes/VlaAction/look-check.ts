import type { IDataObject } from 'n8n-workflow';
import { findBlankPictures } from '../../lib/vla/safety/blank';
import { looksAtPicture, type LookCheck } from '../../lib/vla/safety/looking';
import type { PolicyAnswer } from '../../lib/vla/types';
import type { Question } from './question';
import { readLookCheck } from './safety-options';

/** Finds what is wrong with the pictures, or with how the policy looks at them; nothing where that is not asked for. */
export async function checkLook(
	{ seen, open, instruction, unnormKey, signal }: Question,
	answer: PolicyAnswer,
	raw: IDataObject,
): Promise<LookCheck> {
	if (!readLookCheck(raw)) return { found: [] };
	const { observation } = seen;
	const blank = await findBlankPictures(observation.pictures, signal);
	if (blank.length > 0 || !open.isRepeatable) return { found: blank };
	const { policy, name: policyName } = open;
	const asked = { instruction, unnormKey, signal };
	return await looksAtPicture({ policy, policyName, observation, answer, ...asked });
}
