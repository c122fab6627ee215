import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { modelError } from './errors';
import type { Selection } from './selection';
import type { ModelRequirement } from './types';

/** Throws `MODEL_KIND_MISMATCH` when config.json names another kind of model than is needed, unless the files tell that it is the right one. */
export async function throwOnOtherKind(
	folder: string,
	{ kind, modelTypes }: ModelRequirement,
	name: string,
	{ tellsKind }: Selection,
): Promise<void> {
	if (!modelTypes || tellsKind) return;
	const found = await readModelType(path.join(folder, 'config.json'));
	if (found === undefined || modelTypes.includes(found)) return;
	throw modelError('MODEL_KIND_MISMATCH', { name, kind, expected: modelTypes, found });
}

async function readModelType(file: string): Promise<string | undefined> {
	const text = await readFile(file, 'utf8');
	try {
		return (JSON.parse(text) as { model_type?: string }).model_type;
	} catch (error) {
		throw modelError('MODEL_CONFIG_UNREADABLE', { file, reason: (error as Error).message }, error);
	}
}
