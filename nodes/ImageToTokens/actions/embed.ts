import type { IExecuteFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { fromPlainError } from '../../../lib/errors';
import { MAXIMUM_IMAGE_FILE_BYTES } from '../../../lib/limits';
import { findModel } from '../../../lib/n8n/find-model';
import { addHint } from '../../../lib/n8n/hints';
import { readInput } from '../../../lib/n8n/input';
import { inputParameters } from '../../../lib/n8n/input-parameters';
import { modelParameter, readModelReference } from '../../../lib/n8n/model-parameter';
import { isToolCall } from '../../../lib/n8n/output';
import { runItems, type ItemAction } from '../../../lib/n8n/run-items';
import { showFor } from '../../../lib/n8n/show-for';
import { embedPictures, visionRequirement } from '../../../lib/tokens/visual/client';
import { NUMBERS_FIELD, PICTURE_FIELD, toEmbeddedItem } from '../embed-item';
import { embedOptionFields, readEmbedSettings } from '../embed-settings';

export const option: INodePropertyOptions = {
	name: 'Embed',
	value: 'embed',
	action: 'Embed a picture as visual tokens',
	description: 'Turn a picture into the tokens that a vision model sees it as, on this machine',
};

export const parameters: INodeProperties[] = showFor({ operation: [option.value] }, [
	...inputParameters('picture', 'photo.jpg'),
	modelParameter({
		searchListMethod: 'searchVisionModels',
		defaultName: 'dinov2-small',
		defaultLabel: 'DINOv2 Small: 384 numbers a token, 25 MB',
		listHint: 'Downloaded once, on first use. It runs on this machine; no picture leaves it.',
		exampleRepository: 'onnx-community/dinov2-small',
		description:
			'Which model looks at the picture. It cuts it into squares and makes one token, a list of numbers, of each. Tokens of different models cannot be compared with each other.',
	}),
	{
		displayName: 'Number of Tokens',
		name: 'pool',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 0,
		description:
			'The most tokens to give. Neighbouring ones are averaged into as many as fit without making a part of the picture more than twice as long as wide: 64 makes 8 rows of 8, 10 makes 3 rows of 3. 0 gives all that the model makes.',
	},
	{
		displayName: 'Numbers',
		name: 'numbers',
		type: 'options',
		options: [
			{
				name: 'As File and in the Item',
				value: 'both',
				description: 'A file, and the field "embeddings"',
			},
			{
				name: 'As File for NumPy',
				value: 'file',
				description: `A .npy file in the binary field "${NUMBERS_FIELD}", which Python reads with numpy.load`,
			},
			{
				name: 'In the Item',
				value: 'json',
				description: 'The field "embeddings": one list of numbers a token, row by row',
			},
		],
		default: 'file',
		description: 'Where to put the numbers of the tokens. There are many: 98,000 with the default.',
	},
	{
		displayName: 'Picture of the Tokens',
		name: 'tokenPicture',
		type: 'options',
		options: [
			{
				name: 'Heat Map',
				value: 'norm',
				description:
					'Light where a token is strong (its length as a vector), dark where it is weak',
			},
			{ name: 'None', value: 'none' },
			{
				name: 'What Is Alike',
				value: 'pca',
				description:
					'Parts that the model takes to be alike get like colours (the first three principal components as red, green and blue)',
			},
		],
		default: 'norm',
		description: `A picture of the tokens over what the model saw, in the binary field "${PICTURE_FIELD}"`,
	},
]);

export const options: INodeProperties[] = embedOptionFields;

/** A picture in; its visual tokens out. */
const run: ItemAction = async (itemRun) => {
	const { context, itemIndex, folder, signal } = itemRun;
	const settings = readEmbedSettings(itemRun);
	const reference = readModelReference(context, itemIndex);
	const input = await readInput(itemRun, { maximumBytes: MAXIMUM_IMAGE_FILE_BYTES });
	const { device, dtype, offline, maximumTokens, classToken } = settings;
	const requirement = visionRequirement(reference);
	const model = await findModel(context, { reference, requirement, dtype, offline, signal });
	// An agent sees no pictures.
	const picture = isToolCall(context) ? undefined : settings.picture;
	const request = { folder, maximumTokens, classToken, picture };
	const outcome = await embedPictures({ model, device, signal }, [input.path], request);
	const [made] = outcome.result;
	if (!made.ok) throw fromPlainError(made.error);
	if (classToken && !made.result.hasClassToken) {
		const sentence = `The model ${model.name} has no class token, so there are the tokens of the grid only.`;
		addHint(context, 'info', sentence);
	}
	const { baseName } = input;
	const all = { baseName, modelName: model.name, picture: made.result, outcome };
	return [await toEmbeddedItem(itemRun, all, settings)];
};

/** Embeds item by item; the engine keeps the model. */
export const execute = async (context: IExecuteFunctions) => await runItems(context, run);
