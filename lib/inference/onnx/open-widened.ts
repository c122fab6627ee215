import { readFile, stat } from 'node:fs/promises';
import type { InferenceSession } from 'onnxruntime-common';
import { MAXIMUM_WIDENED_FILE_BYTES } from '../../limits';
import { externalLocations } from '../../models/external-locations';
import type { Backend } from '../types';
import { widenWeights } from './widen-weights';

const PROCESSORS = ['cpu', 'wasm'];

/**
 * Opens a small file with its 8-bit weights widened, which makes each run several times as fast; any other as it is.
 * `lastPositionOf`: an output of which only the last position is wanted; where it can be, the others are not computed.
 */
export async function openWidened(
	{ createSession, device }: Backend,
	file: string,
	options: { lastPositionOf?: string } = {},
): Promise<InferenceSession> {
	const content = PROCESSORS.includes(device) ? await widenedContent(file, options) : undefined;
	return await createSession(file, undefined, content);
}

/** Undefined where the file is better opened as it is, damaged ones among them: opening says what is wrong. */
async function widenedContent(file: string, options: { lastPositionOf?: string }) {
	try {
		const { size } = await stat(file);
		if (size > MAXIMUM_WIDENED_FILE_BYTES) return undefined;
		const model = await readFile(file);
		return externalLocations(model).length > 0 ? undefined : widenWeights(model, options);
	} catch {
		return undefined;
	}
}
