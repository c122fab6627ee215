import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { MAXIMUM_INLINE_RESULT_BYTES } from '../limits';
import type { Parcel } from './protocol';

/** Wraps a task's output for the way to the parent; a large one goes into a file only we may read. */
export async function pack(output: unknown, folder: string): Promise<Parcel> {
	const json = JSON.stringify(output) ?? 'null';
	if (Buffer.byteLength(json) <= MAXIMUM_INLINE_RESULT_BYTES) return { json };
	const fileName = `result-${randomUUID()}.json`;
	await writeFile(path.join(folder, fileName), json, { mode: 0o600, flag: 'wx' });
	return { fileName };
}

/** Unwraps an output; its file, if it has one, is gone afterwards. */
export async function unpack(parcel: Parcel, folder: string): Promise<unknown> {
	if ('json' in parcel) return JSON.parse(parcel.json);
	const file = path.join(folder, path.basename(parcel.fileName));
	const json = await readFile(file, 'utf8');
	await rm(file);
	return JSON.parse(json);
}
