import type { ItemRun } from '../../../lib/n8n/run-items';
import * as detectLanguage from './detectLanguage';
import * as transcribe from './transcribe';
import * as translate from './translate';

const operations = { transcribe, translate, detectLanguage };

/** The choices of the Operation field. */
export const operationOptions = Object.values(operations).map(({ option }) => option);

/** Under the node on the canvas: the operation as the field names it. */
export const operationSubtitle = `={{ (${JSON.stringify(
	Object.fromEntries(operationOptions.map(({ name, value }) => [value, name])),
)})[$parameter["operation"]] }}`;

/** Runs what the item's Operation field says. */
export async function runOperation(run: ItemRun) {
	const name = run.context.getNodeParameter('operation', run.itemIndex) as keyof typeof operations;
	return await operations[name].run(run);
}
