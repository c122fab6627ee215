import { readFile } from 'node:fs/promises';

/** What JSON calls an object: values by name. */
export type JsonObject = Record<string, unknown>;

/** The object that a JSON file holds; rejects where it cannot be read or holds something else. */
export async function readJsonObject(file: string): Promise<JsonObject> {
	const content: unknown = JSON.parse(await readFile(file, 'utf8'));
	if (isJsonObject(content)) return content;
	throw new Error('it holds no named values');
}

/** Neither a list nor null. */
export function isJsonObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
