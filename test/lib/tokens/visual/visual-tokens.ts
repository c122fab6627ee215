import { fromPlainError } from '../../../../lib/errors';
import { withWorkspace } from '../../../../lib/media/workspace';
import { embedPictures } from '../../../../lib/tokens/visual/client';
import { readNpy } from '../../../../lib/tokens/visual/npy';
import type { EmbeddedPicture, VisualJob, VisualTokens } from '../../../../lib/tokens/visual/types';

/** The visual tokens of pictures, in order, in memory; rejects with the first failure. */
export async function visualTokens(
	job: VisualJob,
	files: string[],
	signal?: AbortSignal,
): Promise<VisualTokens[]> {
	return withWorkspace(async (folder) => {
		const request = { folder, classToken: true };
		const { result } = await embedPictures(
			{ ...job, signal: signal ?? job.signal },
			files,
			request,
		);
		const tokens: VisualTokens[] = [];
		for (const outcome of result) {
			if (!outcome.ok) throw fromPlainError(outcome.error);
			tokens.push(await readTokens(outcome.result));
		}
		return tokens;
	});
}

async function readTokens(picture: EmbeddedPicture): Promise<VisualTokens> {
	const { rows, columns, dimensions, prefixTokens, hasClassToken, npyFile } = picture;
	const data = await readNpy(npyFile);
	return {
		...{ rows, columns, dimensions, prefixTokens },
		data: hasClassToken ? data.subarray(dimensions) : data,
		...(hasClassToken && { classToken: data.subarray(0, dimensions) }),
	};
}
