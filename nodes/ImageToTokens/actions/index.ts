import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { chosenOperation, subtitleOf } from '../../../lib/n8n/operations';
import { showFor } from '../../../lib/n8n/show-for';
import * as ask from './ask';
import * as count from './count';
import * as embed from './embed';
import * as prepare from './prepare';
import type { Operation } from './types';

/** By the value of the Operation field, in the order of its list. */
const operations: Record<string, Operation> = { ask, count, embed, prepare };

/** What the node does when it is dragged in. */
export const DEFAULT_OPERATION = 'ask';

/** The choices of the Operation field. */
export const operationOptions = Object.values(operations).map(({ option }) => option);

/** The fields of each operation, shown with it. */
export const operationParameters: INodeProperties[] = Object.values(operations).flatMap(
	({ parameters }) => parameters,
);

/** The options of each operation, shown with those that have them. */
export const operationOptionFields: INodeProperties[] = [
	...new Set(Object.values(operations).flatMap(({ options }) => options)),
].flatMap((field) => {
	const users = Object.values(operations).filter(({ options }) => options.includes(field));
	return showFor({ '/operation': users.map(({ option }) => option.value) }, [field]);
});

/** Under the node on the canvas. */
export const operationSubtitle = subtitleOf(operationOptions);

/** Does what the Operation field says; it is the same for all items. */
export async function runOperation(context: IExecuteFunctions) {
	const found = context.getNodeParameter('operation', 0);
	return await chosenOperation(operations, found).execute(context);
}
