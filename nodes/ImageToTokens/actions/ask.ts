import type { IExecuteFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { MAXIMUM_LARGE_IMAGES, MAXIMUM_MANY_IMAGES_SIDE_PIXELS } from '../../../lib/limits';
import { runItems, type ItemAction } from '../../../lib/n8n/run-items';
import { showFor } from '../../../lib/n8n/show-for';
import {
	answerFields,
	hostedModelFields,
	promptField,
	providerField,
} from '../../shared/hosted-fields';
import { hostedOptionFields, readRequestsAtOnce } from '../../shared/hosted-options';
import { pictureFields, readPictureFiles } from '../ask-inputs';
import { askAbout, DEFAULT_QUESTION, readAskSettings, readyPictures } from '../ask-message';
import { askTogether } from '../ask-together';
import { detailField } from '../shared-options';

export const option: INodePropertyOptions = {
	name: 'Ask',
	value: 'ask',
	action: 'Ask a question about pictures',
	description: 'Send one or several pictures to an AI model that answers a question about them',
};

export const parameters: INodeProperties[] = showFor({ operation: [option.value] }, [
	promptField(
		DEFAULT_QUESTION,
		'What you want to know about the picture, or what to do with it. Where there are several, the model knows them as "Image 1", "Image 2" and so on, with their names.',
	),
	...pictureFields,
	{
		displayName: 'Items',
		name: 'messages',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'All Items in One Message',
				value: 'together',
				description: 'The model sees the pictures of all items side by side and answers once',
			},
			{
				name: 'One Message an Item',
				value: 'separate',
				description: 'The model answers for each item by itself',
			},
		],
		default: 'separate',
		description:
			'Whether each item is asked about by itself, or all of them together, to compare them',
	},
	providerField,
	...hostedModelFields,
	...showFor({ provider: ['openAi'] }, [detailField]),
	...answerFields,
]);

const shrinkOption: INodeProperties = {
	displayName: 'Shrink Pictures',
	name: 'shrink',
	type: 'boolean',
	default: true,
	description: `Whether to make pictures no larger than the model looks at them: nothing is lost, and less is sent. Of more than ${MAXIMUM_LARGE_IMAGES} in one message Anthropic takes no side over ${MAXIMUM_MANY_IMAGES_SIDE_PIXELS} pixels; larger ones are then made that small. What a camera writes into its files (place, time, device) is left out too. Turned off, JPEG, PNG, WebP and GIF go as they are.`,
};

export const options: INodeProperties[] = [...hostedOptionFields, shrinkOption];

/** The pictures of an item in, its answer out. */
const run: ItemAction = async (itemRun) => {
	const settings = await readAskSettings(itemRun);
	const files = await readPictureFiles(itemRun, settings.question.provider);
	const pictures = await readyPictures(itemRun, files, settings);
	return [{ json: await askAbout(itemRun.context, pictures, settings, itemRun.signal) }];
};

/** Asks about each item by itself, several at once, or about all of them in one message. */
export async function execute(context: IExecuteFunctions) {
	if (context.getNodeParameter('messages', 0, 'separate') === 'together') {
		return await askTogether(context);
	}
	return await runItems(context, run, { atOnce: readRequestsAtOnce(context) });
}
