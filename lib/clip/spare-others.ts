import { MultimodalError, toPlainError } from '../errors';
import type { Progress } from '../inference/types';
import type { ClipOutcome, ImageOutcome } from './types';

type Tell = (progress: Progress) => void;
type Outcome<Result> = ClipOutcome<ImageOutcome<Result>[]>;
type Run<Result> = (files: string[], tell: Tell) => Promise<Outcome<Result>>;

/** Runs over all files; where the engine dies on it, file by file, so that only the culprit fails. */
export async function sparingOthers<Result>(
	files: string[],
	run: Run<Result>,
	tell: Tell = () => {},
): Promise<Outcome<Result>> {
	const startedMs = performance.now();
	try {
		return await run(files, tell);
	} catch (error) {
		if (!isDeath(error) || files.length === 0) throw error;
		const outcome = await oneByOne(files, run, tell);
		return { ...outcome, durationMs: Math.round(performance.now() - startedMs) };
	}
}

async function oneByOne<Result>(
	files: string[],
	run: Run<Result>,
	tell: Tell,
): Promise<Outcome<Result>> {
	// An engine that dies without a picture too has another reason, and its error is thrown here.
	let all = await run([], () => {});
	for (const [index, file] of files.entries()) {
		const tellPart: Tell = ({ stage, fraction = 0 }) =>
			tell({ stage, fraction: (index + fraction) / files.length });
		try {
			all = join(all, await run([file], tellPart));
		} catch (error) {
			if (!isDeath(error)) throw error;
			const failed: ImageOutcome<Result> = { ok: false, error: toPlainError(error) };
			// The success in between keeps the next culprit's deaths from adding up to a crash loop.
			all = join(all, { ...(await run([], () => {})), result: [failed] });
		}
	}
	return all;
}

function join<Result>(before: Outcome<Result>, after: Outcome<Result>): Outcome<Result> {
	return {
		...after,
		result: [...before.result, ...after.result],
		embeddedImages: before.embeddedImages + after.embeddedImages,
		embeddedTexts: before.embeddedTexts + after.embeddedTexts,
		textTokens: before.textTokens + after.textTokens,
		warnings: [...new Set([...before.warnings, ...after.warnings])],
	};
}

function isDeath(error: unknown): boolean {
	return error instanceof MultimodalError && error.code === 'ENGINE_DIED';
}
