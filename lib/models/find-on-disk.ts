import path from 'node:path';
import { MultimodalError } from '../errors';
import { isOffline } from './environment';
import type { HubFile } from './hub-files';
import { readLayout } from './layout';
import { readRecord, type DownloadRecord } from './record';
import { externalData, selectFiles, type Selection } from './selection';
import { sizeOnDisk } from './storage';
import type { WantedModel } from './store';
import type { ResolveOptions } from './types';

const INCOMPLETE_CODES = [
	'MODEL_FOLDER_NOT_FOUND',
	'MODEL_FOLDER_IS_FILE',
	'MODEL_FILES_MISSING',
	'MODEL_DTYPE_ABSENT',
];

/** The model's files when all lie in its folder, downloaded or put there by hand; else undefined. */
export async function findOnDisk(
	folder: string,
	wanted: WantedModel,
	options: ResolveOptions,
): Promise<Selection | undefined> {
	const { requirement, name } = wanted;
	const { dtype = 'auto' } = options;
	const record = await readRecord(folder);
	if (!record) return undefinedIfIncomplete(() => readLayout(folder, requirement, dtype, name));
	if (isOffline(options.offline)) return findIntact(folder, record, wanted, options);
	// What `auto` means is decided by what the hub has, so that it does not depend on earlier downloads.
	const selection = selectFiles(pathsOf(record.files), requirement, dtype, name);
	const missing = await missingFiles(folder, record.files, selection);
	return missing.length === 0 ? selection : undefined;
}

/** Those of a selection's files that are absent or have another size than listed. */
export async function missingFiles(
	folder: string,
	listed: HubFile[],
	{ configs, weights }: Selection,
): Promise<HubFile[]> {
	const needed = new Set([...configs, ...weights]);
	const files = listed.filter((file) => needed.has(file.path));
	const intact = await Promise.all(files.map((file) => isIntact(folder, file)));
	return files.filter((_, index) => !intact[index]);
}

/** The relative paths of listed files. */
export function pathsOf(files: HubFile[]): string[] {
	return files.map((file) => file.path);
}

/** Offline, whatever weight format is there serves `auto`. */
async function findIntact(
	folder: string,
	{ files }: DownloadRecord,
	{ requirement, name }: WantedModel,
	{ dtype = 'auto' }: ResolveOptions,
): Promise<Selection | undefined> {
	const intact = await Promise.all(files.map((file) => isIntact(folder, file)));
	const present = new Set(pathsOf(files.filter((_, index) => intact[index])));
	const hasItsData = (file: string) =>
		externalData(file, pathsOf(files)).every((data) => present.has(data));
	const paths = [...present].filter(hasItsData);
	return undefinedIfIncomplete(async () => selectFiles(paths, requirement, dtype, name));
}

async function isIntact(folder: string, { path: file, sizeBytes }: HubFile): Promise<boolean> {
	const found = await sizeOnDisk(path.join(folder, file));
	return found !== undefined && (sizeBytes === undefined || found === sizeBytes);
}

async function undefinedIfIncomplete(
	read: () => Promise<Selection>,
): Promise<Selection | undefined> {
	try {
		return await read();
	} catch (error) {
		if (error instanceof MultimodalError && INCOMPLETE_CODES.includes(error.code)) return undefined;
		throw error;
	}
}
