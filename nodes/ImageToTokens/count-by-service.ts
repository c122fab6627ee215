import path from 'node:path';
import { bytesWithinBase64 } from '../../lib/base64';
import { countTokensByService } from '../../lib/hosted/count-tokens';
import type { Part } from '../../lib/hosted/types';
import {
	DEFAULT_HOSTED_RETRIES,
	DEFAULT_HOSTED_TIMEOUT_MS,
	MAXIMUM_CLAUDE_PICTURE_BASE64_BYTES,
	MAXIMUM_CLAUDE_SIDE_PIXELS,
} from '../../lib/limits';
import { measurePicture } from '../../lib/media/image/measure-client';
import { stripPicture } from '../../lib/media/image/strip-client';
import type { ItemRun } from '../../lib/n8n/run-items';
import type { ModelCount } from '../../lib/tokens/compare';
import { costFields } from '../../lib/tokens/cost';
import { findByName } from '../../lib/tokens/models';
import { preparePicture } from '../../lib/tokens/prepare';
import { readService } from '../shared/service';

/** A count of a model that the table may not know, and so without the size it is resized to. */
export type ServiceCount = Omit<ModelCount, 'resizedWidth' | 'resizedHeight'> &
	Partial<Pick<ModelCount, 'resizedWidth' | 'resizedHeight'>>;

/** What Anthropic itself counts for a message with this picture alone: some tokens more than the picture, for the message. */
export async function countByService(
	itemRun: ItemRun,
	modelName: string,
	file: string,
	dollarsAMillion: number | undefined,
): Promise<ServiceCount> {
	const service = await readService(itemRun, 'anthropic', {
		timeoutMs: DEFAULT_HOSTED_TIMEOUT_MS,
		maximumRetries: DEFAULT_HOSTED_RETRIES,
	});
	const known = findByName(modelName);
	const model = known?.name ?? modelName;
	const parts = [await toPart(itemRun, file, model)];
	const tokens = await countTokensByService(service, { model, parts }, itemRun.signal);
	const cost = costFields(tokens, known, dollarsAMillion);
	return { model, title: known?.title ?? model, tokens, ...cost };
}

/**
 * Without the camera's metadata, in its own size, on which alone the count depends. Only what the service
 * takes in no such size is made as small as the model sees it.
 */
async function toPart({ folder, signal }: ItemRun, file: string, modelName: string): Promise<Part> {
	const { format, sizeBytes, width, height } = await measurePicture(file, signal);
	const isTaken =
		Math.max(width, height) <= MAXIMUM_CLAUDE_SIDE_PIXELS &&
		sizeBytes <= bytesWithinBase64(MAXIMUM_CLAUDE_PICTURE_BASE64_BYTES);
	const copy = path.join(folder, 'counted');
	if (isTaken && (await stripPicture({ file, copy }, signal))) {
		return { kind: 'image', file: copy, mediaType: `image/${format}` };
	}
	const prepared = await preparePicture(
		{
			file,
			folder,
			modelName: isTaken ? undefined : modelName,
			maximumSidePixels: MAXIMUM_CLAUDE_SIDE_PIXELS,
			maximumBase64Bytes: MAXIMUM_CLAUDE_PICTURE_BASE64_BYTES,
		},
		signal,
	);
	return { kind: 'image', file: prepared.file, mediaType: prepared.mediaType };
}
