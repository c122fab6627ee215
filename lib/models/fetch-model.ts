import path from 'node:path';
import { hasListedContent } from './checksum';
import { downloadFile } from './download';
import type { DownloadLimits } from './download-limits';
import { fileUrl } from './environment';
import { missingFiles, pathsOf } from './find-on-disk';
import { openHubClient, type HubClient } from './hub-client';
import { completeFile, listHubFiles, type KnownFile } from './hub-files';
import { throwOnOtherKind } from './model-type';
import { progressReporter } from './progress';
import { readRecord, writeRecord, type DownloadRecord } from './record';
import type { Repository } from './reference';
import { selectFiles, type Selection } from './selection';
import { sizeOnDisk, storageError, throwOnFullDisk } from './storage';
import type { WantedModel } from './store';
import type { ResolveOptions } from './types';

/** Downloads what a model's folder lacks, verified, and records it. Hold the folder's lock. */
export async function fetchModel(
	folder: string,
	wanted: WantedModel,
	options: ResolveOptions,
	limits: DownloadLimits,
): Promise<Selection> {
	const client = await openHubClient(limits, options);
	try {
		return await fetchWith(client, folder, wanted, options);
	} finally {
		await client.close();
	}
}

async function fetchWith(
	client: HubClient,
	folder: string,
	wanted: WantedModel,
	options: ResolveOptions,
): Promise<Selection> {
	const { requirement, name } = wanted;
	const earlier = await readRecord(folder);
	const record = earlier ?? (await startRecord(wanted.repository, client));
	const selection = selectFiles(pathsOf(record.files), requirement, options.dtype ?? 'auto', name);
	// All files come from one commit, also when `main` moves between two downloads.
	const pinned = { ...wanted.repository, revision: record.commit };
	const files = await filesToFetch(folder, record, selection, pinned, client, !earlier);
	await throwOnFullDisk(folder, await bytesToCome(folder, files));

	const report = progressReporter(files, options.onProgress);
	const fetchAll = async (some: KnownFile[]) => {
		for (const file of some) await fetchOne(folder, file, pinned, client, report);
	};
	await fetchAll(files.filter((file) => selection.configs.includes(file.path)));
	// Before the weights: a wrong model should not cost a gigabyte.
	await throwOnOtherKind(folder, requirement, name, selection);
	await fetchAll(files.filter((file) => selection.weights.includes(file.path)));
	await saveRecord(folder, record, files);
	return selection;
}

async function startRecord(repository: Repository, client: HubClient): Promise<DownloadRecord> {
	const { commit, files } = await listHubFiles(repository, client);
	return { ...repository, commit, files };
}

/** Without a record, files of the right size may still be of another commit: their bytes are checked. */
async function filesToFetch(
	folder: string,
	record: DownloadRecord,
	selection: Selection,
	pinned: Repository,
	client: HubClient,
	checkContent: boolean,
): Promise<KnownFile[]> {
	const suspects = checkContent
		? record.files.filter(({ path: file }) => isSelected(selection, file))
		: await missingFiles(folder, record.files, selection);
	const files: KnownFile[] = [];
	for (const suspect of suspects) {
		const file = await completeFile(suspect, pinned, client);
		if (!(await isGood(path.join(folder, file.path), file, client.signal))) files.push(file);
	}
	const order = [...selection.configs, ...selection.weights];
	return files.sort((a, b) => order.indexOf(a.path) - order.indexOf(b.path));
}

function isSelected({ configs, weights }: Selection, file: string): boolean {
	return configs.includes(file) || weights.includes(file);
}

async function isGood(target: string, file: KnownFile, signal?: AbortSignal): Promise<boolean> {
	if ((await sizeOnDisk(target)) !== file.sizeBytes) return false;
	return hasListedContent(target, file, signal);
}

async function bytesToCome(folder: string, files: KnownFile[]): Promise<number> {
	const partials = files.map((file) => sizeOnDisk(`${path.join(folder, file.path)}.part`));
	const there = await Promise.all(partials);
	return files.reduce((sum, file, index) => sum + file.sizeBytes - (there[index] ?? 0), 0);
}

async function fetchOne(
	folder: string,
	file: KnownFile,
	pinned: Repository,
	client: HubClient,
	report: (file: KnownFile, receivedBytes: number) => void,
): Promise<void> {
	const target = path.join(folder, file.path);
	const onBytes = (receivedBytes: number) => report(file, receivedBytes);
	await downloadFile(file, fileUrl(pinned, file.path), target, client, onBytes);
}

async function saveRecord(
	folder: string,
	record: DownloadRecord,
	known: KnownFile[],
): Promise<void> {
	const files = record.files.map(
		(file) => known.find(({ path: same }) => same === file.path) ?? file,
	);
	await writeRecord(folder, { ...record, files }).catch((error: unknown) => {
		throw storageError(error, folder, 0);
	});
}
