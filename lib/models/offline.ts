import path from 'node:path';
import type { MultimodalError } from '../errors';
import { fileUrl } from './environment';
import { inMegabytes, modelError } from './errors';
import { missingFiles, pathsOf } from './find-on-disk';
import type { HubFile } from './hub-files';
import { readRecord } from './record';
import { onnxPath, selectFiles } from './selection';
import { sizeOnDisk } from './storage';
import type { WantedModel } from './store';
import type { DtypeChoice, ModelRequirement, ResolveOptions } from './types';

/** The refusal to download, with the exact files still wanted, their addresses and their folder. */
export async function offlineError(
	folder: string,
	{ repository, requirement, name, downloadBytes }: WantedModel,
	{ dtype = 'auto' }: ResolveOptions,
): Promise<MultimodalError> {
	const record = await readRecord(folder);
	const missing = record
		? await missingFiles(
				folder,
				record.files,
				selectFiles(pathsOf(record.files), requirement, dtype, name),
			)
		: await absentFiles(folder, usualFiles(requirement, dtype));
	const files = missing.map(({ path: file, sizeBytes }) => ({
		path: file,
		sizeBytes,
		url: fileUrl(repository, file),
	}));
	const about = downloadBytes === undefined ? undefined : inMegabytes(downloadBytes);
	return modelError('MODEL_OFFLINE', { name, folder, files, about });
}

/** Without a listing: the layout's usual names, in the weight format that every known repository has. */
function usualFiles({ files, parts }: ModelRequirement, dtype: DtypeChoice): HubFile[] {
	const usual = dtype === 'auto' ? 'q8' : dtype;
	return [...files, ...parts.map((part) => onnxPath(part, usual))].map((file) => ({ path: file }));
}

async function absentFiles(folder: string, files: HubFile[]): Promise<HubFile[]> {
	const sizes = await Promise.all(files.map((file) => sizeOnDisk(path.join(folder, file.path))));
	return files.filter((_, index) => sizes[index] === undefined);
}
