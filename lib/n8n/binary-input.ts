import { Readable } from 'node:stream';
import type { IBinaryData } from 'n8n-workflow';
import { inputErrors } from './errors';
import type { ItemRun } from './run-items';
import type { Source } from './source';

/**
 * Opens a binary field of an item. A file with an `id` comes from n8n's storage (disk, database or
 * bucket) as a stream; one without lies in the item itself: raw webhook bodies do, in every mode.
 */
export async function openBinary(run: ItemRun, property: string): Promise<Source> {
	const binary = findBinary(run, property);
	const fileName = binary.fileName ?? property;
	try {
		return { stream: await toStream(run, property, binary), fileName };
	} catch (error) {
		throw inputErrors('UNREADABLE_BINARY', { property, reason: (error as Error).message }, error);
	}
}

function findBinary({ context, itemIndex }: ItemRun, property: string): IBinaryData {
	try {
		return context.helpers.assertBinaryData(itemIndex, property);
	} catch (error) {
		const present = Object.keys(context.getInputData()[itemIndex].binary ?? {});
		throw inputErrors('MISSING_BINARY', { property, present }, error);
	}
}

async function toStream(run: ItemRun, property: string, binary: IBinaryData): Promise<Readable> {
	const { helpers } = run.context;
	if (binary.id) return await helpers.getBinaryStream(binary.id);
	return Readable.from([await helpers.getBinaryDataBuffer(run.itemIndex, property)]);
}
