import type { INodeProperties } from 'n8n-workflow';
import { oneOf } from '../../lib/n8n/choices';
import type { ItemRun } from '../../lib/n8n/run-items';
import { showFor } from '../../lib/n8n/show-for';

const ENGINES = ['local', 'openAi'] as const;

/** Where speech becomes text: on this machine, or at a service that speaks as OpenAI does. */
export type Engine = (typeof ENGINES)[number];

/** What either engine does; the other operations leave no choice. */
export const operationsOfBoth = ['transcribe', 'translate'];

/** Fields of one engine only. */
export const showForEngine = (engine: Engine, fields: INodeProperties[]): INodeProperties[] =>
	showFor({ operation: operationsOfBoth, engine: [engine] }, fields);

/** Who listens. Saved workflows that do not say so work on this machine. */
export const engineField: INodeProperties = {
	displayName: 'Engine',
	name: 'engine',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'On This Machine',
			value: 'local',
			description: 'No account, no cost, and no recording leaves your n8n server',
		},
		{
			name: 'OpenAI-Compatible Service',
			value: 'openAi',
			description:
				'OpenAI, Groq, speaches, vLLM and others: the recording is sent to the service whose address is in the credential',
		},
	],
	default: 'local',
	displayOptions: { show: { operation: operationsOfBoth } },
	description: 'Who listens to the recording: a model on the machine that runs n8n, or a service',
};

/** Who listens to an item's recording. */
export const readEngine = ({ context, itemIndex }: Pick<ItemRun, 'context' | 'itemIndex'>) =>
	oneOf('Engine', ENGINES, context.getNodeParameter('engine', itemIndex, 'local'), 'local');
