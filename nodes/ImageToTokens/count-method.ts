import type { INodeProperties } from 'n8n-workflow';
import { oneOf } from '../../lib/n8n/choices';
import type { ItemRun } from '../../lib/n8n/run-items';
import { showFor } from '../../lib/n8n/show-for';

const METHODS = ['formula', 'api'] as const;

export type CountMethod = (typeof METHODS)[number];

/** How tokens are counted. */
export const methodParameters: INodeProperties[] = [
	{
		displayName: 'Method',
		name: 'countMethod',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Ask Anthropic',
				value: 'api',
				description:
					'The picture is sent to the counting service of Claude, which is free. Other models are still counted here.',
			},
			{
				name: 'By Formula',
				value: 'formula',
				description: 'Counted on this machine by the published rules; nothing is sent',
			},
		],
		default: 'formula',
		description: 'How tokens are counted',
	},
	// The credential is asked for where this is shown.
	...showFor({ countMethod: ['api'] }, [
		{ displayName: 'Service', name: 'provider', type: 'hidden', default: 'anthropic' },
	]),
];

export const readMethod = ({ context, itemIndex }: ItemRun): CountMethod =>
	oneOf('Method', METHODS, context.getNodeParameter('countMethod', itemIndex, ''), 'formula');
