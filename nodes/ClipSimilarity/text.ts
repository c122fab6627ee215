import type { IExecuteFunctions } from 'n8n-workflow';
import { inputErrors } from '../../lib/n8n/errors';

interface TextField {
	name: string;
	displayName: string;
	example: string;
}

/** What is written in a field; an empty one is a coded error. */
export function readText(
	context: IExecuteFunctions,
	itemIndex: number,
	{ name, displayName, example }: TextField,
): string {
	const text = String(context.getNodeParameter(name, itemIndex, '') ?? '').trim();
	if (text === '') throw inputErrors('EMPTY_FIELD', { name: displayName, example });
	return text;
}
