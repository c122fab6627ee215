import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** The fields, shown under these conditions besides their own. */
export const showFor = (
	show: NonNullable<IDisplayOptions['show']>,
	fields: INodeProperties[],
): INodeProperties[] =>
	fields.map((field) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { ...field.displayOptions?.show, ...show },
		},
	}));
