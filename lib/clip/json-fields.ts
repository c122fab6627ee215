import path from 'node:path';
import { isJsonObject, type JsonObject, readJsonObject } from '../json-object';
import { clipModelError } from './errors';

/** A JSON object of a model's files. */
export type Fields = JsonObject;

/** A JSON file of a model; rejects with CLIP_CONFIG_INVALID. */
export async function readFields(folder: string, file: string): Promise<Fields> {
	try {
		return await readJsonObject(path.join(folder, file));
	} catch (cause) {
		throw clipModelError('CLIP_CONFIG_INVALID', { file, field: 'content' }, cause);
	}
}

/** The same, empty where the file is absent. */
export async function readOptionalFields(folder: string, file: string): Promise<Fields> {
	return readFields(folder, file).catch((error: { cause?: NodeJS.ErrnoException }) => {
		if (error.cause?.code === 'ENOENT') return {};
		throw error;
	});
}

/** An object within; empty where there is none. */
export function fieldsIn(fields: Fields, name: string): Fields {
	const value = fields[name];
	return isJsonObject(value) ? value : {};
}

/** A whole number from `least` up; undefined for anything else. */
export function countIn(fields: Fields, name: string, least = 1): number | undefined {
	const value = fields[name];
	return Number.isSafeInteger(value) && (value as number) >= least ? (value as number) : undefined;
}

/** A finite number; undefined for anything else. */
export function numberIn(fields: Fields, name: string): number | undefined {
	const value = fields[name];
	return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** A text; undefined for anything else. */
export function textIn(fields: Fields, name: string): string | undefined {
	const value = fields[name];
	return typeof value === 'string' ? value : undefined;
}
