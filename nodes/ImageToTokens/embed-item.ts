import type { IBinaryKeyData, INodeExecutionData } from 'n8n-workflow';
import { MAXIMUM_JSON_NUMBERS } from '../../lib/limits';
import { continueItem, isToolCall } from '../../lib/n8n/output';
import type { ItemRun } from '../../lib/n8n/run-items';
import { visualInputError } from '../../lib/tokens/visual/errors';
import { readNpy } from '../../lib/tokens/visual/npy';
import type { EmbeddedPicture, EmbedOutcome } from '../../lib/tokens/visual/types';
import type { EmbedSettings } from './embed-settings';

/** The binary fields of the numbers and of the picture. */
export const NUMBERS_FIELD = 'npy';
export const PICTURE_FIELD = 'tokenGrid';

interface Made {
	baseName: string;
	modelName: string;
	picture: EmbeddedPicture;
	outcome: Pick<EmbedOutcome, 'backend' | 'durationMs'>;
}

/** The item with its tokens: their shape, and the numbers and the picture as asked for. */
export async function toEmbeddedItem(
	{ context, itemIndex }: ItemRun,
	{ baseName, modelName, picture, outcome }: Made,
	{ numbers }: Pick<EmbedSettings, 'numbers'>,
): Promise<INodeExecutionData> {
	const { tokens, columns, rows, dimensions, hasClassToken, npyFile, pictureFile } = picture;
	const { device, backend } = outcome.backend;
	const found = {
		tokens,
		grid: { columns, rows },
		dimensions,
		classToken: hasClassToken,
		model: modelName,
		usage: { durationMs: outcome.durationMs, device, backend },
		engine: 'local',
		...(numbers !== 'file' && { embeddings: await readRows(picture) }),
	};
	const item = continueItem(context, itemIndex, found, false);
	if (isToolCall(context)) return item;
	const binary: IBinaryKeyData = { ...item.binary };
	// Copied by n8n from disk to its storage: no file goes through memory.
	const { copyBinaryFile } = context.nodeHelpers;
	if (numbers !== 'json')
		binary[NUMBERS_FIELD] = await copyBinaryFile(
			npyFile,
			`${baseName}-tokens.npy`,
			'application/octet-stream',
		);
	if (pictureFile)
		binary[PICTURE_FIELD] = await copyBinaryFile(
			pictureFile,
			`${baseName}-tokens.png`,
			'image/png',
		);
	return { ...item, binary };
}

/** One list a token; throws EMBEDDINGS_TOO_LARGE. */
async function readRows({ tokens, dimensions, npyFile }: EmbeddedPicture): Promise<number[][]> {
	if (tokens * dimensions > MAXIMUM_JSON_NUMBERS)
		throw visualInputError('EMBEDDINGS_TOO_LARGE', { tokens, dimensions });
	const values = await readNpy(npyFile);
	return Array.from({ length: tokens }, (_, token) =>
		Array.from(values.subarray(token * dimensions, (token + 1) * dimensions), toReadable),
	);
}

/** As many digits as a 32-bit number holds. */
const toReadable = (value: number): number => Number(value.toPrecision(7));
