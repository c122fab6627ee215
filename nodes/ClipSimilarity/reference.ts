import type { INodeProperties } from 'n8n-workflow';
import { MAXIMUM_IMAGE_FILE_BYTES } from '../../lib/limits';
import { oneOf } from '../../lib/n8n/choices';
import { readInput } from '../../lib/n8n/input';
import { inputParameters, type FileFields } from '../../lib/n8n/input-parameters';
import type { ItemRun } from '../../lib/n8n/run-items';
import { showFor } from '../../lib/n8n/show-for';
import type { Thing } from './things';

const FIELDS: FileFields = {
	title: 'Reference',
	source: 'referenceSource',
	binary: 'referenceBinaryPropertyName',
	path: 'referenceFilePath',
	url: 'referenceUrl',
	defaultBinary: 'reference',
};

const BINARY = 'binary';

/** Where the picture is that others are compared with. */
export const referenceParameters: INodeProperties[] = inputParameters(
	'picture to compare with',
	'reference.jpg',
	FIELDS,
);

export const referenceItemParameter: INodeProperties = showFor({ referenceSource: [BINARY] }, [
	{
		displayName: 'Reference Is In',
		name: 'referenceItem',
		type: 'options',
		options: [
			{
				name: 'Each Item',
				value: 'each',
				description: 'Every item brings two pictures, which are compared with each other',
			},
			{
				name: 'The First Item Only',
				value: 'first',
				description: 'All items are compared with the one picture that the first item brings',
			},
		],
		default: 'each',
		description: 'Which items bring the picture to compare with',
	},
])[0];

/**
 * Reads reference pictures. Items that name the same one share it, and its failure: the first of the run
 * is read once, into `runFolder`; others, which may be as many as the items, once a lot.
 */
export function createReferenceReader(runFolder: string): (run: ItemRun) => Promise<Thing> {
	const shared = new Map<string, Promise<Thing>>();
	let first: string | undefined;
	return async (run) => {
		const place = sharedPlace(run);
		if (place === undefined) return await readReference(run);
		first ??= place;
		const folder = place === first ? runFolder : run.folder;
		const key = JSON.stringify([folder, place]);
		// One in a binary field is the first item's.
		const itemIndex = place === BINARY ? 0 : run.itemIndex;
		const reading = shared.get(key) ?? readReference({ ...run, folder, itemIndex });
		shared.set(key, reading);
		return await reading;
	};
}

/** Where a picture is that several items may name; undefined where each item brings its own. */
function sharedPlace({ context, itemIndex }: ItemRun): string | undefined {
	const parameter = (name: string) => String(context.getNodeParameter(name, itemIndex, ''));
	const source = parameter(FIELDS.source);
	if (source === 'path' || source === 'url') return `${source} ${parameter(FIELDS[source])}`;
	const found = parameter('referenceItem');
	const isFirst = oneOf('Reference Is In', ['each', 'first'], found, 'each') === 'first';
	return isFirst ? BINARY : undefined;
}

/** Reads the reference picture that an item names. */
export async function readReference(run: ItemRun): Promise<Thing> {
	const options = { fields: FIELDS, maximumBytes: MAXIMUM_IMAGE_FILE_BYTES };
	return { file: (await readInput(run, options)).path };
}
