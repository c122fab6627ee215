import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { chosenOperation, subtitleOf } from '../../../lib/n8n/operations';
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

/** Under the node on the canvas. */
export const operationSubtitle = subtitleOf(operationOptions);

/** Does what the Operation field says; it is the same for all items. */
export async function runOperation(context: IExecuteFunctions) {
	const found = context.getNodeParameter('operation', 0);
	const { option, run } = chosenOperation(operations, found);
	const outputs = await run(context);
	const operation = String(option.value);
	if (NEED_ALL.includes(operation)) hintAtExecuteOnce(context, operation);
	return outputs;
}
