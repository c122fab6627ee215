import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { MAXIMUM_LABEL_OUTPUTS } from '../../lib/limits';
import { isToolCall } from '../../lib/n8n/output';

/** The label of a picture that none fits well enough. */
export const UNKNOWN = 'unknown';

/**
 * The names of the node's outputs as its parameters are typed: one a label, and one for unknown
 * pictures where there is a minimum score; none where the node has its single output. n8n runs this
 * as text, in the editor too, so it may use nothing from outside, nor two braces in a row.
 */
function namesOf(parameters: IDataObject, maximum: number, unknown: string): string[] {
	const operation = parameters.operation;
	const labels = parameters.labels;
	if (operation !== 'classify' || parameters.splitByLabel !== true) return [];
	if (typeof labels !== 'string' || labels.startsWith('=')) return [];
	const lines = labels.split('\n').map((line) => line.trim());
	const names = [...new Set(lines.filter((line) => line !== ''))];
	if (names.length > maximum) return [];
	const options = (parameters.options || {}) as IDataObject;
	const threshold = options.threshold;
	const isOff = threshold === undefined || threshold === '' || Number(threshold) === 0;
	return isOff || names.length === 0 ? names : [...names, unknown];
}

const toOutputs =
	"(names) => (names.length === 0 ? ['main'] : names.map((name) => ({ type: 'main', displayName: name })))";

/** For the node's description: its outputs, by its parameters as they are typed. */
export const outputsExpression: `={{${string}}}` = `={{ (${toOutputs})((${namesOf.toString()})($rawParameter, ${MAXIMUM_LABEL_OUTPUTS}, '${UNKNOWN}')) }}`;

/** The names of the outputs in this run; none for the single one. A tool has one, whatever it is told. */
export function outputNames(context: IExecuteFunctions): string[] {
	if (isToolCall(context)) return [];
	return namesOf(context.getNode().parameters, MAXIMUM_LABEL_OUTPUTS, UNKNOWN);
}
