import type { IExecuteFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { rawOptions } from '../../../lib/n8n/options-collection';
import { continueItem } from '../../../lib/n8n/output';
import { runItems, type ItemAction } from '../../../lib/n8n/run-items';
import { showFor } from '../../../lib/n8n/show-for';
import { DEFAULT_TOKEN_MODEL, tokenModelOptions } from '../../shared/token-models';
import { readModelNames } from '../count-models';
import { hintAtCounts } from '../count-hints';
import { methodParameters, readMethod } from '../count-method';
import { countPicture } from '../count-picture';
import { readSize, sizeParameters } from '../count-size';
import {
	detailField,
	mediaResolutionOption,
	priceOption,
	readCountOptions,
	readPrice,
} from '../shared-options';

export const option: INodePropertyOptions = {
	name: 'Count Tokens',
	value: 'count',
	action: 'Count the tokens of a picture',
	description: 'What a picture costs on one or several AI models, before anything is sent',
};

export const parameters: INodeProperties[] = showFor({ operation: [option.value] }, [
	{
		displayName: 'Models',
		name: 'tokenModel',
		type: 'multiOptions',
		options: tokenModelOptions,
		default: [DEFAULT_TOKEN_MODEL],
		description:
			'The AI models to count for. Nothing is sent to them: each has a rule of its own for how many tokens a picture takes.',
	},
	...sizeParameters,
	detailField,
	...methodParameters,
]);

export const options: INodeProperties[] = [
	mediaResolutionOption,
	{
		displayName: 'More Models',
		name: 'otherModels',
		type: 'string',
		default: '',
		placeholder: 'e.g. gpt-4o-2024-08-06, Qwen/Qwen2.5-VL-7B-Instruct',
		description:
			'Further models by name, with commas between them. Names with a date or with their maker before a slash are known too.',
	},
	priceOption,
];

/** One item a picture: what it costs on the first model, and on each in `models`. */
const run: ItemAction = async (itemRun) => {
	const { context, itemIndex } = itemRun;
	const raw = rawOptions(context, itemIndex);
	const names = readModelNames(context.getNodeParameter('tokenModel', itemIndex, []), raw);
	const asked = readCountOptions(context.getNodeParameter('detail', itemIndex, ''), raw);
	const method = readMethod(itemRun);
	const size = await readSize(itemRun);
	const models = await countPicture(itemRun, { names, size, asked, method, price: readPrice(raw) });
	hintAtCounts(context, models);
	const [first] = models;
	const { width, height } = size;
	const { model, tokens, resizedWidth, resizedHeight, cost } = first;
	const counted = { tokens, width, height, resizedWidth, resizedHeight, cost, model };
	const found = { ...counted, method: first.method, models };
	return [continueItem(context, itemIndex, JSON.parse(JSON.stringify(found)), false)];
};

/** Counts item by item. */
export const execute = async (context: IExecuteFunctions) => await runItems(context, run);
