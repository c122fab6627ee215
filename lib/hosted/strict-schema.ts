import { isJsonObject } from '../json-object';
import type { JsonSchema } from './types';

/** Whether OpenAI can enforce the schema to the letter: each object in it allows no other properties and requires all it has. */
export function isStrict(schema: JsonSchema): boolean {
	return schema.type === 'object' && everyPartIsStrict(schema);
}

function everyPartIsStrict(value: unknown): boolean {
	if (Array.isArray(value)) return value.every(everyPartIsStrict);
	if (!isJsonObject(value)) return true;
	return isClosed(value) && Object.values(value).every(everyPartIsStrict);
}

function isClosed({ type, properties, required, additionalProperties }: JsonSchema): boolean {
	if (type !== 'object' && !(Array.isArray(type) && type.includes('object'))) return true;
	const names = isJsonObject(properties) ? Object.keys(properties) : [];
	const needed = Array.isArray(required) ? required : [];
	return additionalProperties === false && names.every((name) => needed.includes(name));
}
