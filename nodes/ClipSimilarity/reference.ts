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

/** Where the picture is that others are compared with. */
export const referenceParameters: INodeProperties[] = inputParameters(
	'picture to compare with',
	'reference.jpg',
	FIELDS,
);

export const referenceItemParameter: INodeProperties = showFor({ referenceSource: ['binary'] }, [
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
 * Reads reference pictures. Items of a lot that name the same one share it: it is read once, and
 * where it cannot be read, that is found out once.
 */
export function createReferenceReader(): (run: ItemRun) => Promise<Thing> {
	let folder: string;
	const shared = new Map<string, Promise<Thing>>();
	return async (run) => {
		const { context, itemIndex } = run;
		const parameter = (name: string) => String(context.getNodeParameter(name, itemIndex, ''));
		const source = parameter(FIELDS.source);
		const isEach =
			source === 'binary' &&
			oneOf('Reference Is In', ['each', 'first'], parameter('referenceItem'), 'each') === 'each';
		if (isEach) return await readReference(run);
		// A new lot has a new folder, and the files of the lot before are gone.
		if (run.folder !== folder) shared.clear();
		folder = run.folder;
		const key = JSON.stringify([source, parameter(FIELDS.path), parameter(FIELDS.url)]);
		const owner = source === 'binary' ? { ...run, itemIndex: 0 } : run;
		const reading = shared.get(key) ?? readReference(owner);
		shared.set(key, reading);
		return await reading;
	};
}

/** Reads the reference picture that an item names. */
export async function readReference(run: ItemRun): Promise<Thing> {
	const options = { fields: FIELDS, maximumBytes: MAXIMUM_IMAGE_FILE_BYTES };
	return { file: (await readInput(run, options)).path };
}
