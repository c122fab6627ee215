import { throwIfCancelled } from '../../errors';
import type { Task } from '../../inference/types';
import { decodeImage } from '../../media/image/decode';
import { isBlank } from './blank-pixels';

/** Which pictures are blank, one answer a file, in the engine process. */
export const run: Task<{ files: string[] }, boolean[]> = async ({ files }, { signal }) => {
	const answers: boolean[] = [];
	for (const file of files) {
		throwIfCancelled(signal);
		answers.push(isBlank(await decodeImage(file, { transparency: 'ignore' })));
	}
	return answers;
};
