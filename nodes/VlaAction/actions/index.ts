import type { IExecuteFunctions } from 'n8n-workflow';
import { chosenOperation } from '../../../lib/n8n/operations';
import * as act from './act';

const operations = { act };

/** The choices of the Operation field. */
export const operationOptions = Object.values(operations).map(({ option }) => option);

/** The fields of each operation, shown with it. */
export const operationParameters = Object.values(operations).flatMap(
	({ parameters }) => parameters,
);

/** Does what the Operation field says; it is the same for all items. */
export async function runOperation(context: IExecuteFunctions) {
	const found = context.getNodeParameter('operation', 0);
	return await chosenOperation(operations, found).execute(context);
}
