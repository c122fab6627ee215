import { stat, statfs } from 'node:fs/promises';
import { modelError } from './errors';

const FULL_CODES = ['ENOSPC', 'EDQUOT'];
const DENIED_CODES = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT', 'EISDIR'];

/** A file's size in bytes, or undefined when it is not there. */
export async function sizeOnDisk(file: string): Promise<number | undefined> {
	return stat(file).then(
		(stats) => stats.size,
		() => undefined,
	);
}

/** Throws `MODEL_DISK_FULL` when the disk plainly cannot take that many bytes. */
export async function throwOnFullDisk(folder: string, neededBytes: number): Promise<void> {
	// Some network disks report nothing, or refuse to: the writing itself will tell.
	const found = await statfs(folder).catch(() => ({ bavail: 0, bsize: 0 }));
	const freeBytes = found.bavail * found.bsize;
	if (freeBytes === 0 || freeBytes >= neededBytes) return;
	throw modelError('MODEL_DISK_FULL', { folder, neededBytes, freeBytes });
}

/** Whether the disk failed, and not the network. */
export function isStorageFailure(error: unknown): boolean {
	return [...FULL_CODES, ...DENIED_CODES].includes(codeOf(error));
}

/** A failure to write as a coded error; anything else as it is. */
export function storageError(error: unknown, folder: string, neededBytes: number): unknown {
	const reason = codeOf(error);
	if (FULL_CODES.includes(reason)) {
		return modelError('MODEL_DISK_FULL', { folder, neededBytes }, error);
	}
	if (DENIED_CODES.includes(reason)) {
		return modelError('MODEL_FOLDER_NOT_WRITABLE', { folder, reason }, error);
	}
	return error;
}

function codeOf(error: unknown): string {
	return String((error as { code?: unknown } | undefined)?.code ?? '');
}
