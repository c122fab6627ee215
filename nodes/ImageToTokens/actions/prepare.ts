import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import { GENERAL_PICTURE_SIDE_PIXELS, MAXIMUM_IMAGE_FILE_BYTES } from '../../../lib/limits';
import { addHint } from '../../../lib/n8n/hints';
import { readInput } from '../../../lib/n8n/input';
import { inputParameters } from '../../../lib/n8n/input-parameters';
import { rawOptions } from '../../../lib/n8n/options-collection';
import { runItems, type ItemAction } from '../../../lib/n8n/run-items';
import { showFor } from '../../../lib/n8n/show-for';
import { preparePicture, prepareTiles } from '../../../lib/tokens/prepare';
import { DEFAULT_TOKEN_MODEL, tokenModelOptions } from '../../shared/token-models';
import { toItems } from '../prepare-items';
import { OTHER_MODEL, readPreparedFor } from '../prepare-model';
import { prepareOptionFields, readPrepareOptions } from '../prepare-options';
import { detailField, readCountOptions } from '../shared-options';

export const option: INodePropertyOptions = {
	name: 'Prepare',
	value: 'prepare',
	action: 'Prepare a picture for a model',
	description: 'Make a picture as small as the model sees it anyway, upright and without metadata',
};

export const parameters: INodeProperties[] = showFor({ operation: [option.value] }, [
	...inputParameters('picture', 'chart.png'),
	{
		displayName: 'Model',
		name: 'tokenModel',
		type: 'options',
		options: [
			...tokenModelOptions,
			{
				name: 'Another Model',
				value: OTHER_MODEL,
				description: `At most ${GENERAL_PICTURE_SIDE_PIXELS} pixels a side`,
			},
		],
		default: DEFAULT_TOKEN_MODEL,
		description:
			'The AI model that you will send the picture to. Nothing is sent to it from here; each has a size of its own, beyond which it shrinks pictures itself.',
	},
	detailField,
]);

export const options = prepareOptionFields;

/** A picture in; out come its smallest form, or its pieces, as files and as blocks of a message. */
const run: ItemAction = async (itemRun): Promise<INodeExecutionData[]> => {
	const { context, itemIndex, folder, signal } = itemRun;
	const raw = rawOptions(context, itemIndex);
	const { tiles: cutting, overlapPixels, messageFormat, price, ...asked } = readPrepareOptions(raw);
	const counting = readCountOptions(context.getNodeParameter('detail', itemIndex, ''), raw);
	const modelName = readPreparedFor(itemRun);
	const { path: file, baseName } = await readInput(itemRun, {
		maximumBytes: MAXIMUM_IMAGE_FILE_BYTES,
	});
	const request = { file, folder, modelName, ...counting, ...asked };
	const pictures =
		cutting === 'none'
			? [await preparePicture(request, signal)]
			: await prepareTiles(
					request,
					{ overlapPixels, isOneMessage: cutting === 'together' },
					signal,
				);
	for (const warning of pictures.flatMap(({ warnings }) => warnings)) {
		addHint(context, 'warning', `${baseName}: ${warning}`);
	}
	const count = pictures.length;
	const tiles = pictures.map((prepared, place) => ({ prepared, place, count, overlapPixels }));
	const isTogether = cutting === 'together' && count > 1;
	return await toItems(context, isTogether ? [tiles] : tiles.map((tile) => [tile]), {
		baseName,
		modelName,
		messageFormat,
		price,
		counting,
	});
};

/** Prepares item by item. */
export const execute = async (context: IExecuteFunctions) => await runItems(context, run);
