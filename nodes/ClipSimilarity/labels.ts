import type { IExecuteFunctions } from 'n8n-workflow';

/** Reads the items' labels: one a line, or a list that an expression gives. Equal ones share one list. */
export function createLabelReader(context: IExecuteFunctions): (itemIndex: number) => string[] {
	let lastText: string | undefined;
	let lastLabels: string[] = [];
	return (itemIndex) => {
		const found = context.getNodeParameter('labels', itemIndex, '') as unknown;
		const text = Array.isArray(found) ? found.map(String).join('\n') : String(found ?? '');
		if (text !== lastText) {
			lastText = text;
			lastLabels = linesOf(text);
		}
		return lastLabels;
	};
}

/** The sentences that labels are put in; without one a label stands for itself. */
export function readTemplates(context: IExecuteFunctions, itemIndex: number): string[] {
	const found = context.getNodeParameter('template', itemIndex, '') as unknown;
	const templates = linesOf(Array.isArray(found) ? found.join('\n') : String(found ?? ''));
	return templates.length > 0 ? templates : ['{label}'];
}

const linesOf = (text: string): string[] =>
	text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');
