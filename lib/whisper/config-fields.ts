import path from 'node:path';
import { isJsonObject, type JsonObject, readJsonObject } from '../json-object';
import { whisperError } from './errors';

/** A JSON file of a model, with its name for errors. Every reader below rejects with CONFIG_INVALID. */
export interface ConfigFile {
	file: string;
	fields: JsonObject;
}

export async function readConfigFile(folder: string, file: string): Promise<ConfigFile> {
	try {
		return { file, fields: await readJsonObject(path.join(folder, file)) };
	} catch (cause) {
		throw whisperError('CONFIG_INVALID', { file, field: 'content' }, cause);
	}
}

/** A field that must hold what `isUsable` accepts. */
export function required<T>(
	{ file, fields }: ConfigFile,
	field: string,
	isUsable: (value: unknown) => value is T,
): T {
	const value = fields[field];
	if (!isUsable(value)) throw whisperError('CONFIG_INVALID', { file, field });
	return value;
}

/** The same, where the field may be absent or null. */
export function optional<T>(
	config: ConfigFile,
	field: string,
	isUsable: (value: unknown) => value is T,
): T | undefined {
	return (config.fields[field] ?? undefined) === undefined
		? undefined
		: required(config, field, isUsable);
}

export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

export const isCount = (value: unknown): value is number => isId(value) && value > 0;

export const isId = (value: unknown): value is number =>
	Number.isInteger(value) && (value as number) >= 0;

export const isIdList = (value: unknown): value is number[] =>
	Array.isArray(value) && value.every(isId);

/** Names with their token ids, one at least. */
export const isIdTable = (value: unknown): value is Record<string, number> =>
	isJsonObject(value) && Object.values(value).length > 0 && Object.values(value).every(isId);

export const isPairList = (value: unknown): value is Array<[number, number]> =>
	Array.isArray(value) && value.every((pair) => isIdList(pair) && pair.length === 2);

export const isTokenList = (value: unknown): value is Array<{ content: string; id: number }> =>
	Array.isArray(value) &&
	value.every(
		(token) => isJsonObject(token) && typeof token.content === 'string' && isId(token.id),
	);
