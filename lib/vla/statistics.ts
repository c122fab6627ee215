import path from 'node:path';
import { isJsonObject, type JsonObject, readJsonObject } from '../json-object';
import { vlaInputError, vlaModelError } from './errors';
import type { ActionStatistics, StatisticsByKey } from './types';

const STATISTICS_FILE = 'dataset_statistics.json';
const CONFIG_FILE = 'config.json';

/** The statistics of a policy's folder: of dataset_statistics.json, else of config.json. STATISTICS_MISSING, STATISTICS_INVALID. */
export async function readStatistics(folder: string): Promise<StatisticsByKey> {
	const own = await readIfThere(path.join(folder, STATISTICS_FILE));
	if (own && Object.keys(own).length > 0) return parseStatistics(own, STATISTICS_FILE);
	const { norm_stats: inConfig } = (await readIfThere(path.join(folder, CONFIG_FILE))) ?? {};
	if (isJsonObject(inConfig) && Object.keys(inConfig).length > 0)
		return parseStatistics(inConfig, CONFIG_FILE);
	throw vlaModelError('STATISTICS_MISSING', { files: [STATISTICS_FILE, CONFIG_FILE] });
}

/** Checks statistics that come as JSON, by data set; `file` is for the message. STATISTICS_INVALID. */
export function parseStatistics(json: JsonObject, file: string): StatisticsByKey {
	return Object.fromEntries(
		Object.entries(json).map(([key, dataset]) => {
			const { action } = isJsonObject(dataset) ? dataset : {};
			return [key, { action: parseRange(action, file, `${key}.action`) }];
		}),
	);
}

/** The key that is meant: the one named, or the only one there is. UNNORM_KEY_MISSING, UNNORM_KEY_UNKNOWN. */
export function chooseUnnormKey(statistics: StatisticsByKey, wanted?: string): string {
	const known = Object.keys(statistics);
	const found = wanted?.trim() ?? '';
	if (found !== '') {
		if (known.includes(found)) return found;
		throw vlaInputError('UNNORM_KEY_UNKNOWN', { found, known });
	}
	if (known.length === 1) return known[0];
	throw vlaInputError('UNNORM_KEY_MISSING', { known });
}

function parseRange(value: unknown, file: string, name: string): ActionStatistics {
	const fields = isJsonObject(value) ? value : {};
	const refuse = (field: string): never => {
		throw vlaModelError('STATISTICS_INVALID', { file, field: `${name}.${field}` });
	};
	const { q01, q99, min, max, mask } = fields;
	if (!isNumbers(q01) || q01.length === 0) return refuse('q01');
	const isFitting = (list: unknown): list is number[] =>
		isNumbers(list) && list.length === q01.length;
	if (!isFitting(q99)) return refuse('q99');
	if (mask !== undefined && !(isFlags(mask) && mask.length === q01.length)) return refuse('mask');
	// A policy runs without bounds: who asks for them hears that there are none.
	const bounds = isFitting(min) && isFitting(max) ? { min, max } : {};
	return { q01, q99, ...bounds, ...(mask && { mask }) };
}

function isNumbers(value: unknown): value is number[] {
	return Array.isArray(value) && value.every((number) => Number.isFinite(number));
}

function isFlags(value: unknown): value is boolean[] {
	return Array.isArray(value) && value.every((flag) => typeof flag === 'boolean');
}

/** Undefined where there is no such file. */
async function readIfThere(file: string): Promise<JsonObject | undefined> {
	try {
		return await readJsonObject(file);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		const { base } = path.parse(file);
		throw vlaModelError('STATISTICS_INVALID', { file: base, field: 'JSON' }, error);
	}
}
