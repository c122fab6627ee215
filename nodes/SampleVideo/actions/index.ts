import type { IExecuteFunctions } from 'n8n-workflow';
import { chosenNameOf, chosenOperation } from '../../../lib/n8n/operations';
import type { ItemRun } from '../../../lib/n8n/run-items';
import { readRequestsAtOnce } from '../../shared/hosted-options';
import { strategyOptions } from '../frame-fields';
import * as ask from './ask';
import * as sample from './sample';

const operations = { sample, ask };

/** The choices of the Operation field. */
export const operationOptions = Object.values(operations)
	.map(({ option }) => option)
	.toSorted((one, other) => one.name.localeCompare(other.name));

/** The fields of each operation, shown with it. */
export const operationParameters = Object.values(operations).flatMap(
	({ parameters }) => parameters,
);

/** Under the node on the canvas: the way of choosing, as the field names it; before it that a model is asked. */
export const operationSubtitle = `={{ ($parameter["operation"] === "ask" ? "Ask: " : "") + ${chosenNameOf('strategy', strategyOptions)} }}`;

/** Runs what the item's Operation field says. */
export async function runOperation(run: ItemRun) {
	const found = run.context.getNodeParameter('operation', run.itemIndex);
	return await chosenOperation(operations, found).run(run);
}

/** How many items to work on at the same time: this machine takes its videos one by one, a service answers several. */
export function itemsAtOnce(context: IExecuteFunctions): number {
	return context.getNodeParameter('operation', 0) === 'ask' ? readRequestsAtOnce(context) : 1;
}
