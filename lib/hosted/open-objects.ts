import { isJsonObject } from '../json-object';
import type { JsonSchema } from './types';

/** Keywords whose schemas Anthropic's SDK carries over, by how they hold them; all others become words of the description. */
const BY_NAME = ['properties', '$defs'];
const IN_LISTS = ['anyOf', 'oneOf', 'allOf'];

/** Whether the schema takes properties that it does not name. Anthropic closes every object to them, so that a map could only come back empty. */
export function takesUnnamedProperties(schema: unknown): boolean {
	if (!isJsonObject(schema)) return false;
	return isOpen(schema) || isJoined(schema) || partsOf(schema).some(takesUnnamedProperties);
}

function isOpen({ type, properties, additionalProperties, patternProperties }: JsonSchema) {
	if (type !== 'object' && !(Array.isArray(type) && type.includes('object'))) return false;
	if (patternProperties !== undefined) return true;
	// Without a word on others, the named ones are what is wanted; where none is named, anything is.
	const namesAny = isJsonObject(properties) && Object.keys(properties).length > 0;
	return additionalProperties === undefined ? !namesAny : additionalProperties !== false;
}

/** Schemas that hold at once would each refuse the properties of the others. */
function isJoined({ allOf, properties }: JsonSchema): boolean {
	return Array.isArray(allOf) && (allOf.length > 1 || properties !== undefined);
}

function partsOf(schema: JsonSchema): unknown[] {
	const named = BY_NAME.map((keyword) => schema[keyword]).filter(isJsonObject);
	const listed = IN_LISTS.map((keyword) => schema[keyword]).filter(Array.isArray);
	return [...named.flatMap(Object.values), ...listed.flat(), schema.items] as unknown[];
}
