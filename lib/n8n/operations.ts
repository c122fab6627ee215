import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { oneOf } from './choices';

/** What the node does: its first field. */
export const operationField = (
	options: INodePropertyOptions[],
	defaultValue: string,
	description: string,
): INodeProperties => ({
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options,
	default: defaultValue,
	description,
});

/** Under the node on the canvas: the operation as its field names it. */
export const subtitleOf = (options: INodePropertyOptions[]): string =>
	`={{ ${chosenNameOf('operation', options)} }}`;

/** Part of an n8n expression: what is chosen in a field, as the field names it. */
export const chosenNameOf = (field: string, options: INodePropertyOptions[]): string =>
	`(${JSON.stringify(
		Object.fromEntries(options.map(({ name, value }) => [value, name])),
	)})[$parameter["${field}"]]`;

/** The operation that the field says; anything else is a coded error that lists them. */
export const chosenOperation = <Operation>(
	operations: Record<string, Operation>,
	found: unknown,
): Operation => operations[oneOf('Operation', Object.keys(operations), found)];
