import { chosenOperation, subtitleOf } from '../../../lib/n8n/operations';
import type { ItemRun } from '../../../lib/n8n/run-items';
import * as ask from './ask';
import * as detectLanguage from './detectLanguage';
import * as transcribe from './transcribe';
import * as translate from './translate';

const operations = { transcribe, translate, detectLanguage, ask };

/** The choices of the Operation field. */
export const operationOptions = Object.values(operations).map(({ option }) => option);

/** The fields of each operation, shown with it. */
export const operationParameters = Object.values(operations).flatMap(
	({ parameters }) => parameters,
);

/** Under the node on the canvas. */
export const operationSubtitle = subtitleOf(operationOptions);

/** Runs what the item's Operation field says. */
export async function runOperation(run: ItemRun) {
	const found = run.context.getNodeParameter('operation', run.itemIndex);
	return await chosenOperation(operations, found).run(run);
}
