import { throwIfCancelled, toPlainError } from '../../errors';
import type { Task } from '../../inference/types';
import { embedPicture } from './embed';
import { loadVision } from './model';
import type { VisualInput } from './task-types';
import type { PictureOutcome } from './types';

/** The whole job in the engine process: paths of pictures in, paths of their numbers out. */
export const run: Task<VisualInput, PictureOutcome[]> = async (
	{ model: files, files: pictures, request },
	context,
) => {
	const { signal, progress } = context;
	progress({ stage: 'loading the model' });
	const model = await loadVision(context, files);
	const outcomes: PictureOutcome[] = [];
	for (const [index, file] of pictures.entries()) {
		throwIfCancelled(signal);
		progress({ stage: 'looking at pictures', fraction: index / pictures.length });
		try {
			const result = await embedPicture(model, { file, name: String(index) }, request);
			outcomes.push({ ok: true, result });
		} catch (error) {
			outcomes.push({ ok: false, error: toPlainError(error) });
		}
	}
	return outcomes;
};
