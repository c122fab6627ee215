import type { INodeProperties } from 'n8n-workflow';
import { MAXIMUM_IMAGE_FILE_BYTES } from '../../lib/limits';
import { measurePicture } from '../../lib/media/image/measure-client';
import type { ImageSize } from '../../lib/media/image/types';
import { numberIn, oneOf } from '../../lib/n8n/choices';
import { readInput } from '../../lib/n8n/input';
import { inputParameters } from '../../lib/n8n/input-parameters';
import type { ItemRun } from '../../lib/n8n/run-items';
import { showFor } from '../../lib/n8n/show-for';

const SOURCES = ['picture', 'typed'] as const;

const sideField = (displayName: string, name: string): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 1024,
	required: true,
	description: 'Of the picture, in pixels',
});

/** Where a picture's size comes from; `readSize` reads it. */
export const sizeParameters: INodeProperties[] = [
	{
		displayName: 'Size',
		name: 'sizeSource',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'From the Picture',
				value: 'picture',
				description: 'Only the beginning of its file is looked at',
			},
			{
				name: 'Width and Height',
				value: 'typed',
				description: 'No picture is needed',
			},
		],
		default: 'picture',
		description: 'Where the size of the picture comes from: tokens depend on nothing else',
	},
	...showFor({ sizeSource: ['picture'] }, inputParameters('picture', 'chart.png')),
	...showFor({ sizeSource: ['typed'] }, [
		sideField('Width', 'width'),
		sideField('Height', 'height'),
	]),
];

/** A picture's size as it is shown, and its file where there is one. */
export async function readSize(run: ItemRun): Promise<ImageSize & { file?: string }> {
	const parameter = (name: string) => run.context.getNodeParameter(name, run.itemIndex);
	if (oneOf('Size', SOURCES, parameter('sizeSource'), 'picture') === 'typed') {
		const side = (name: string, found: unknown) =>
			numberIn(name, { from: 1, isWhole: true }, String(found ?? '') || 'empty', 1);
		return {
			width: side('Width', parameter('width')),
			height: side('Height', parameter('height')),
		};
	}
	const { path: file } = await readInput(run, { maximumBytes: MAXIMUM_IMAGE_FILE_BYTES });
	const { width, height } = await measurePicture(file, run.signal);
	return { width, height, file };
}
