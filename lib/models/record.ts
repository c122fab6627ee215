import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { HubFile } from './hub-files';

const RECORD_FILE = '.multimodal.json';

/** What a download leaves in its folder: the commit it is pinned to and the hub's files there. */
export interface DownloadRecord {
	repository: string;
	revision: string;
	commit: string;
	files: HubFile[];
}

/** The folder's record; undefined when there is none (files put by hand) or it is unreadable. */
export async function readRecord(folder: string): Promise<DownloadRecord | undefined> {
	try {
		const record = JSON.parse(
			await readFile(path.join(folder, RECORD_FILE), 'utf8'),
		) as DownloadRecord;
		return Array.isArray(record.files) && record.commit ? record : undefined;
	} catch {
		return undefined;
	}
}

/** Writes the record in one step: readers see the old one or the new one. */
export async function writeRecord(folder: string, record: DownloadRecord): Promise<void> {
	const file = path.join(folder, RECORD_FILE);
	await writeFile(`${file}.part`, `${JSON.stringify(record, null, '\t')}\n`);
	await rename(`${file}.part`, file);
}
