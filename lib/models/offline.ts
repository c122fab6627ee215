import path from 'node:path';
import type { MultimodalError } from '../errors';
import { fileUrl } from './environment';
import { inMegabytes, modelError } from './errors';
import { USUAL_DTYPE } from './dtypes';
import { missingFiles, pathsOf } from './find-on-disk';
import type { HubFile } from './hub-files';
import { readRecord } from './record';
import { meantSet, onnxPath, partSets } from './part-sets';
import { selectFiles } from './selection';
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
		: await absentFiles(folder, await usualFiles(folder, requirement, dtype));
	const optional = requirement.optionalFiles ?? [];
	const files = missing.map(({ path: file, sizeBytes }) => ({
		path: file,
		sizeBytes,
		isOptional: !record && optional.includes(file),
		url: fileUrl(repository, file),
	}));
	const about = downloadBytes === undefined ? undefined : inMegabytes(downloadBytes);
	return modelError('MODEL_OFFLINE', { name, folder, files, about });
}

/** Without a listing: the layout's usual names, in the weight format that every known repository has. */
async function usualFiles(
	folder: string,
	requirement: ModelRequirement,
	dtype: DtypeChoice,
): Promise<HubFile[]> {
	const { files, optionalFiles = [], autoDtypes = [USUAL_DTYPE] } = requirement;
	const usual = dtype === 'auto' ? autoDtypes[0] : dtype;
	const sets = partSets(requirement);
	const graphs = sets.flat().map((part) => ({ path: onnxPath(part, usual) }));
	const absent = await absentFiles(folder, graphs);
	const isThere = (part: string) => !absent.some((file) => file.path === onnxPath(part, usual));
	const parts = meantSet(sets, isThere).map((part) => onnxPath(part, usual));
	return [...files, ...optionalFiles, ...parts].map((file) => ({ path: file }));
}

async function absentFiles(folder: string, files: HubFile[]): Promise<HubFile[]> {
	const sizes = await Promise.all(files.map((file) => sizeOnDisk(path.join(folder, file.path))));
	return files.filter((_, index) => sizes[index] === undefined);
}
