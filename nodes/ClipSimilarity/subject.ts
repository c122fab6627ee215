import type { INodeProperties } from 'n8n-workflow';
import { MAXIMUM_IMAGE_FILE_BYTES } from '../../lib/limits';
import { oneOf } from '../../lib/n8n/choices';
import { readInput } from '../../lib/n8n/input';
import { inputParameters } from '../../lib/n8n/input-parameters';
import type { ItemRun } from '../../lib/n8n/run-items';
import { showFor } from '../../lib/n8n/show-for';
import { readText } from './text';
import type { Thing } from './things';

/** What an item may bring, or be compared with. */
export const CONTENT_TYPES = ['image', 'text'] as const;
const TAKE_TEXT = ['compare', 'embed'];
const TAKE_PICTURES_ONLY = ['classify', 'search', 'deduplicate'];

/** What comes in with an item: a picture, or, in some operations, a text. */
export const subjectParameters: INodeProperties[] = [
	...showFor({ operation: TAKE_TEXT }, [
		{
			displayName: 'What Comes In',
			name: 'contentType',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Picture', value: 'image' },
				{ name: 'Text', value: 'text' },
			],
			default: 'image',
			description: 'What each item brings: a picture, or words',
		},
	]),
	...showFor({ operation: TAKE_TEXT, contentType: ['text'] }, [
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			required: true,
			placeholder: 'e.g. a red bicycle leaning on a wall',
			hint: 'Drag a field of the node before here to take the text of each item',
			description:
				'The words to look at. A short description in plain words works best; what is longer than about 50 words is cut off.',
		},
	]),
	...showFor(
		{ operation: TAKE_TEXT, contentType: ['image'] },
		inputParameters('picture', 'photo.jpg'),
	),
	...showFor({ operation: TAKE_PICTURES_ONLY }, inputParameters('picture', 'photo.jpg')),
];

/** A picture on disk, and what it is called where it comes from. */
export interface Picture {
	file: string;
	name: string;
}

/** The item's picture, streamed to disk. */
export async function readPicture(run: ItemRun): Promise<Picture> {
	const { path, baseName } = await readInput(run, { maximumBytes: MAXIMUM_IMAGE_FILE_BYTES });
	return { file: path, name: baseName };
}

/** The item's picture or text, whichever it is said to bring. */
export async function readSubject(run: ItemRun): Promise<Thing> {
	const found = run.context.getNodeParameter('contentType', run.itemIndex);
	if (oneOf('What Comes In', CONTENT_TYPES, found) === 'image') return await readPicture(run);
	const field = { name: 'text', displayName: 'Text', example: 'a red bicycle' };
	return { text: readText(run.context, run.itemIndex, field) };
}
