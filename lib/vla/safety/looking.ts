import path from 'node:path';
import { runTask } from '../../inference/pool';
import { KNOWN_LOOK_MS, MAXIMUM_KNOWN_LOOKS } from '../../limits';
import { withWorkspace } from '../../media/workspace';
import type { CameraPicture, Observation, Policy, PolicyAnswer } from '../types';
import type { BlackInput } from './black-task';
import { POLICY_PICTURE_ENGINE } from './picture-engine';
import type { Violation } from './types';
import { violation } from './violations';

interface LookQuestion {
	policy: Policy;
	/** Names the policy between executions: the server's address or the model, and what else makes it another one. */
	policyName: string;
	observation: Observation;
	instruction: string;
	unnormKey?: string;
	/** What it answered to the real pictures. */
	answer: PolicyAnswer;
	signal?: AbortSignal;
}

/** What came of looking at the pictures, and at how the policy does. */
export interface LookCheck {
	/** What is wrong. */
	found: Violation[];
	/** How long it took to ask about a black picture; absent where nobody was asked. */
	lookCheckMs?: number;
}

/** When each question's policy was last seen to look, milliseconds since 1970; the oldest first. */
const seenToLook = new Map<string, number>();

/** Numbers of -1..1 that differ by less are the same: a GPU does not round twice alike. */
const SAME = 1e-6;

/**
 * NOT_LOOKING where a policy answers the same to black pictures of the same size, everything else unchanged. One that
 * was seen to look is not asked again for a while; one that was not is asked each time. Not for openpi's policies and
 * models asked in words: they answer by chance a little otherwise each time, so that equal answers prove nothing.
 */
export async function looksAtPicture(question: LookQuestion): Promise<LookCheck> {
	const { policy, observation, instruction, unnormKey, answer, signal } = question;
	const key = JSON.stringify([question.policyName, instruction, unnormKey ?? '']);
	if (isKnown(key)) return { found: [] };
	const startedMs = performance.now();
	return await withWorkspace(async (folder) => {
		const pictures = await blacken(observation.pictures, folder, signal);
		// When the picture was taken is not at issue here.
		const dark = { ...observation, pictures, capturedAtMs: undefined };
		const black = await policy.act(dark, instruction, { unnormKey, signal });
		const isBlind = isSame(answer, black);
		if (!isBlind) remember(key);
		const lookCheckMs = performance.now() - startedMs;
		return { found: isBlind ? [violation('NOT_LOOKING')] : [], lookCheckMs };
	});
}

async function blacken(
	pictures: CameraPicture[],
	folder: string,
	signal?: AbortSignal,
): Promise<CameraPicture[]> {
	const black = pictures.map(({ role }, index) => ({
		role,
		file: path.join(folder, `${index + 1}.png`),
	}));
	await runTask<BlackInput, null>({
		engine: POLICY_PICTURE_ENGINE,
		taskModule: require.resolve('./black-task'),
		input: {
			pictures: pictures.map(({ file }, index) => ({ file, blackFile: black[index].file })),
		},
		signal,
	});
	return black;
}

function isSame(one: PolicyAnswer, other: PolicyAnswer): boolean {
	if (one.tokens && other.tokens)
		return JSON.stringify(one.tokens) === JSON.stringify(other.tokens);
	const numbers = ({ normalized, actions }: PolicyAnswer) => (normalized ?? actions).flat();
	const [ours, theirs] = [numbers(one), numbers(other)];
	return (
		ours.length === theirs.length &&
		ours.every((value, index) => Math.abs(value - theirs[index]) <= SAME)
	);
}

function isKnown(key: string): boolean {
	const atMs = seenToLook.get(key);
	return atMs !== undefined && Date.now() - atMs < KNOWN_LOOK_MS;
}

function remember(key: string): void {
	seenToLook.delete(key);
	seenToLook.set(key, Date.now());
	if (seenToLook.size <= MAXIMUM_KNOWN_LOOKS) return;
	const [oldest] = seenToLook.keys();
	seenToLook.delete(oldest);
}
