import { oneOf } from '../../../lib/n8n/choices';
import type { ItemRun } from '../../../lib/n8n/run-items';
import * as sample from './sample';

const operations = { sample };
const names = ['sample'] as const;

/** The choices of the Operation field. */
export const operationOptions = Object.values(operations).map(({ option }) => option);

/** The fields of each operation, shown with it. */
export const operationParameters = Object.values(operations).flatMap(
	({ parameters }) => parameters,
);

/** Under the node on the canvas: the way of choosing, as the field names it. */
export const operationSubtitle = `={{ (${JSON.stringify(
	Object.fromEntries(sample.strategyOptions.map(({ name, value }) => [value, name])),
)})[$parameter["strategy"]] }}`;

/** Runs what the item's Operation field says. */
export async function runOperation(run: ItemRun) {
	const found = run.context.getNodeParameter('operation', run.itemIndex);
	return await operations[oneOf('Operation', names, found)].run(run);
}
