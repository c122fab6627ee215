import { runTask } from '../../inference/pool';
import type { CameraPicture } from '../types';
import { POLICY_PICTURE_ENGINE } from './picture-engine';
import type { Violation } from './types';
import { violation } from './violations';

/** What policies found of the pictures that they made ready. */
const known = new WeakMap<CameraPicture, boolean>();

/** Tells what was seen of a picture, so that nobody decodes it again. */
export function rememberBlank(picture: CameraPicture, isBlank: boolean): void {
	known.set(picture, isBlank);
}

/**
 * BLANK_PICTURE once, where any of the cameras shows nearly one colour. Asked after the policy, the pictures of a
 * server's policy are known already; others are decoded in an engine process. Rejects with a coded error.
 */
export async function findBlankPictures(
	pictures: CameraPicture[],
	signal?: AbortSignal,
): Promise<Violation[]> {
	const unknown = pictures.filter((picture) => !known.has(picture));
	if (unknown.length > 0) {
		const { output } = await runTask<{ files: string[] }, boolean[]>({
			engine: POLICY_PICTURE_ENGINE,
			taskModule: require.resolve('./blank-task'),
			input: { files: unknown.map(({ file }) => file) },
			signal,
		});
		unknown.forEach((picture, index) => known.set(picture, output[index]));
	}
	return pictures.some((picture) => known.get(picture)) ? [violation('BLANK_PICTURE')] : [];
}
