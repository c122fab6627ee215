import { defineErrors } from '../../errors';

export const preparerError = defineErrors('engine', {
	PICTURE_THREAD_DIED: ({ file, reason }: { file: string; reason: string }) =>
		`The picture "${file}" could not be prepared: the program's part that reads pictures broke down over it (${reason}). Check that the picture opens in a picture viewer; if it is very large, make it smaller or give this machine (or container) more memory.`,
});
