import type { InferenceSession, Tensor } from 'onnxruntime-common';
import { MultimodalError } from '../errors';
import { nameLackOfMemory } from './lack-of-memory';

/** What a file is given, by the names of its inputs. */
export type Feeds = InferenceSession.FeedsType;

/** Runs a file for the outputs named, in their order; rejects with OUT_OF_MEMORY or what `toError` makes of the reason. */
export async function runSession(
	session: Pick<InferenceSession, 'run'>,
	feeds: Feeds,
	outputs: string[],
	toError: (reason: string, cause: unknown) => MultimodalError,
): Promise<Tensor[]> {
	try {
		const results = await session.run(feeds, outputs);
		return outputs.map((name) => results[name] as Tensor);
	} catch (error) {
		const known = nameLackOfMemory(error);
		if (known instanceof MultimodalError) throw known;
		// The lines below the first are of use to nobody but onnxruntime's authors.
		const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
		throw toError(reason, error);
	}
}
