import { oneOf } from '../../../lib/n8n/choices';
import type { ItemRun } from '../../../lib/n8n/run-items';
import * as ask from './ask';
import * as detectLanguage from './detectLanguage';
import * as transcribe from './transcribe';
import * as translate from './translate';

const operations = { transcribe, translate, detectLanguage, ask };
const names = ['transcribe', 'translate', 'detectLanguage', 'ask'] as const;

/** The choices of the Operation field. */
export const operationOptions = Object.values(operations).map(({ option }) => option);

/** Under the node on the canvas: the operation as the field names it. */
export const operationSubtitle = `={{ (${JSON.stringify(
	Object.fromEntries(operationOptions.map(({ name, value }) => [value, name])),
)})[$parameter["operation"]] }}`;

/** Runs what the item's Operation field says. */
export async function runOperation(run: ItemRun) {
	const found = run.context.getNodeParameter('operation', run.itemIndex);
	return await operations[oneOf('Operation', names, found)].run(run);
}
