import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { ModelReference } from '../models/types';
import { inputErrors } from './errors';

interface ModelParameterOptions {
	/** Name of the node's `listSearch` method. */
	searchListMethod: string;
	defaultName: string;
	/** How the list names the default. */
	defaultLabel: string;
	/** Below the list: what to choose. */
	listHint: string;
	exampleRepository: string;
	description: string;
}

/** Which local model runs: from the list, from a Hugging Face repository, or from a folder. */
export function modelParameter(options: ModelParameterOptions): INodeProperties {
	return {
		displayName: 'Model',
		name: 'model',
		type: 'resourceLocator',
		default: {
			mode: 'list',
			value: options.defaultName,
			cachedResultName: options.defaultLabel,
		},
		required: true,
		description: options.description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Choose a model...',
				hint: options.listHint,
				typeOptions: { searchListMethod: options.searchListMethod, searchable: true },
			},
			{
				displayName: 'Hub',
				name: 'hub',
				type: 'string',
				placeholder: `e.g. ${options.exampleRepository}`,
				hint: 'Owner/repository on Hugging Face, with @revision for a certain version. It must hold ONNX files.',
				validation: [
					{
						type: 'regex',
						properties: {
							regex: '^[\\w.-]+/[\\w.-]+(@[\\w./-]+)?$',
							errorMessage: 'Write it as owner/repository or owner/repository@revision',
						},
					},
				],
			},
			{
				displayName: 'Folder',
				name: 'folder',
				type: 'string',
				placeholder: 'e.g. /home/node/models/my-model',
				hint: 'Full path of a folder on the n8n server that holds config.json and an onnx folder',
				validation: [
					{
						type: 'regex',
						properties: {
							regex: '^(/|[A-Za-z]:[\\\\/]).+',
							errorMessage:
								'Write the full path, beginning with / (on Windows with a drive letter)',
						},
					},
				],
			},
		],
	};
}

/** The model an item asks for. A bare name, as an expression may give, counts as one of the list. */
export function readModelReference(context: IExecuteFunctions, itemIndex: number): ModelReference {
	const raw = context.getNodeParameter('model', itemIndex) as unknown;
	const { mode = 'list', value } = (
		typeof raw === 'object' && raw !== null ? raw : { value: raw }
	) as { mode?: string; value?: unknown };
	if (isMode(mode) && typeof value === 'string' && value.trim() !== '') {
		return { mode, value: value.trim() };
	}
	throw inputErrors('INVALID_CHOICE', {
		name: 'Model',
		expected: 'the name of a model',
		found: JSON.stringify(raw),
	});
}

const isMode = (mode: string): mode is ModelReference['mode'] =>
	mode === 'list' || mode === 'hub' || mode === 'folder';
