import { fromPlainError, type MultimodalError } from '../../lib/errors';
import { embedImages, embedTexts } from '../../lib/clip/client';
import type { ClipJob, ClipOutcome, ImageOutcome } from '../../lib/clip/types';

/** What a model can look at. */
export type Thing = { file: string } | { text: string };

/** An outcome without its result: what it took, and what is to say of it. */
export type Account = Omit<ClipOutcome<unknown>, 'result'>;

/** Pictures and texts in the model's space, and what that took. */
interface EmbeddedThings {
	/** One a thing; a picture that cannot be read has its error. */
	vectors: Map<Thing, Float32Array | MultimodalError>;
	accounts: Account[];
}

/** The places of pictures and texts in the model's space, each kind in one go. */
export async function embedThings(job: ClipJob, things: Thing[]): Promise<EmbeddedThings> {
	const pictures = [...new Set(things)].filter((thing) => 'file' in thing);
	const texts = things.filter((thing) => 'text' in thing);
	const vectors: EmbeddedThings['vectors'] = new Map();
	const accounts: Account[] = [];
	if (pictures.length > 0) {
		const files = pictures.map(({ file }) => file);
		const { result, ...account } = await embedImages(job, files);
		accounts.push(account);
		for (const [place, picture] of pictures.entries()) {
			const embedded = valueOrError(result[place]);
			vectors.set(picture, 'vector' in embedded ? embedded.vector : embedded);
		}
	}
	if (texts.length > 0) {
		const distinct = [...new Set(texts.map(({ text }) => text))];
		const { result, ...account } = await embedTexts(job, distinct);
		accounts.push(account);
		const byText = new Map(distinct.map((text, place) => [text, result[place]]));
		for (const thing of texts) vectors.set(thing, byText.get(thing.text)!);
	}
	return { vectors, accounts };
}

/** A picture's result, or why there is none. */
export const valueOrError = <Result>(outcome: ImageOutcome<Result>): Result | MultimodalError =>
	outcome.ok ? outcome.result : fromPlainError(outcome.error);
