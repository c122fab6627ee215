import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { oneOf } from '../../../lib/n8n/choices';
import { showFor } from '../../../lib/n8n/show-for';
import { hintAtExecuteOnce } from '../execute-once';
import * as classify from './classify';
import * as compare from './compare';
import * as deduplicate from './deduplicate';
import * as embed from './embed';
import * as search from './search';

const operations = { classify, compare, deduplicate, embed, search };
/** What they find, they find among all pictures. */
const NEED_ALL: string[] = ['search', 'deduplicate'];
const names = ['classify', 'compare', 'deduplicate', 'embed', 'search'] as const;

/** The choices of the Operation field. */
export const operationOptions = Object.values(operations).map(({ option }) => option);

/** The fields of each operation, shown with it. */
export const operationParameters: INodeProperties[] = Object.values(operations).flatMap(
	({ parameters }) => parameters,
);

/** The options of each operation, shown with it. */
export const operationSpecificOptions: INodeProperties[] = [classify, embed, search].flatMap(
	({ option, options }) => showFor({ '/operation': [option.value] }, options),
);

/** Under the node on the canvas: the operation as the field names it. */
export const operationSubtitle = `={{ (${JSON.stringify(
	Object.fromEntries(operationOptions.map(({ name, value }) => [value, name])),
)})[$parameter["operation"]] }}`;

/** Does what the Operation field says; it is the same for all items. */
export async function runOperation(context: IExecuteFunctions) {
	const found = context.getNodeParameter('operation', 0);
	const operation = oneOf('Operation', names, found);
	const outputs = await operations[operation].run(context);
	if (NEED_ALL.includes(operation)) hintAtExecuteOnce(context, operation);
	return outputs;
}
