import path from 'node:path';
import { isJsonObject, type JsonObject, readJsonObject } from '../../json-object';
import { MAXIMUM_MODEL_PICTURE_EDGE } from '../../limits';
import { processorError } from './errors';
import type { ImageSize } from './types';

/** Where a model says how its pictures are prepared. */
export const PROCESSOR_FILE = 'preprocessor_config.json';

/** Reads a JSON file of a model; rejects with PROCESSOR_UNREADABLE. */
export async function readFields(folder: string, file: string): Promise<JsonObject> {
	try {
		return await readJsonObject(path.join(folder, file));
	} catch (error) {
		throw processorError('PROCESSOR_UNREADABLE', { file, reason: (error as Error).message }, error);
	}
}

/** The field's value; what is absent or null is the default. */
export function flag(fields: JsonObject, field: string, byDefault: boolean): boolean {
	const value = fields[field] ?? byDefault;
	return typeof value === 'boolean' ? value : refuse(field, 'true or false', value);
}

/** A number of any sign. */
export function factor(fields: JsonObject, field: string, byDefault: number): number {
	const value = fields[field] ?? byDefault;
	return isFinite(value) && value !== 0 ? value : refuse(field, 'a number other than 0', value);
}

/** One number a channel, or one for all three. */
export function channels(
	fields: JsonObject,
	field: string,
	byDefault: number[],
	mayBeZero: boolean,
): [number, number, number] {
	const value = fields[field] ?? byDefault;
	const [red, green, blue, ...rest] = isFinite(value) ? [value, value, value] : toList(value);
	const isUsable = (channel: unknown): channel is number =>
		isFinite(channel) && (mayBeZero || channel !== 0);
	if (isUsable(red) && isUsable(green) && isUsable(blue) && rest.length === 0)
		return [red, green, blue];
	return refuse(field, `three numbers${mayBeZero ? '' : ' other than 0'}`, value);
}

/** Height and width, in any of the ways that transformers writes them: by name, as a list, or as one number. */
export function exactSize(field: string, value: unknown): ImageSize {
	const { height, width } = isJsonObject(value) ? value : byPlace(value);
	if (isEdge(height) && isEdge(width)) return { width, height };
	return refuse(field, `a height and a width of 1 to ${MAXIMUM_MODEL_PICTURE_EDGE}`, value);
}

/** The length of the shorter side. */
export function shortestEdge(field: string, value: unknown): number {
	return isEdge(value)
		? value
		: refuse(field, `a length of 1 to ${MAXIMUM_MODEL_PICTURE_EDGE}`, value);
}

/** Throws PROCESSOR_FIELD_INVALID. */
export function refuse(field: string, expected: string, value: unknown): never {
	const found = (JSON.stringify(value) ?? 'nothing').slice(0, 80);
	throw processorError('PROCESSOR_FIELD_INVALID', { file: PROCESSOR_FILE, field, expected, found });
}

function byPlace(value: unknown): JsonObject {
	if (typeof value === 'number') return { height: value, width: value };
	const list = toList(value);
	return list.length === 2 ? { height: list[0], width: list[1] } : {};
}

function toList(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

function isEdge(value: unknown): value is number {
	return (
		isFinite(value) && Number.isInteger(value) && value >= 1 && value <= MAXIMUM_MODEL_PICTURE_EDGE
	);
}

function isFinite(value: unknown): value is number {
	return typeof value === 'number' && Number.isFinite(value);
}
