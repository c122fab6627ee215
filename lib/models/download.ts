import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { withAttempts } from './attempts';
import { addFile, expectedChecksum, startChecksum } from './checksum';
import { downloadError } from './errors';
import type { HubClient } from './hub-client';
import type { KnownFile } from './hub-files';
import { sizeOnDisk, storageError } from './storage';
import type { Transfer } from './transfer';
import { receive } from './transfer-receive';
import { requestFrom } from './transfer-request';

/**
 * Fetches one file, resuming what an earlier attempt left, and puts it at `target` only when size
 * and checksum are as listed. `onBytes` hears the file's bytes so far. Throws coded errors.
 */
export async function downloadFile(
	file: KnownFile,
	url: string,
	target: string,
	client: HubClient,
	onBytes: (receivedBytes: number) => void,
): Promise<void> {
	const partial = `${target}.part`;
	const transfer: Transfer = { file, url, partial, client, onBytes, furthestBytes: 0 };
	try {
		await mkdir(path.dirname(target), { recursive: true });
		await withAttempts(
			() => attempt(transfer),
			client.limits,
			client.signal,
			() => transfer.furthestBytes,
		);
		await rename(partial, target);
	} catch (error) {
		throw storageError(error, path.dirname(target), file.sizeBytes);
	}
}

async function attempt(transfer: Transfer): Promise<void> {
	const { file, partial, client } = transfer;
	const partialBytes = await usablePartial(transfer);
	const hash = startChecksum(file);
	if (partialBytes === file.sizeBytes) {
		await addFile(hash, partial, client.signal);
		return throwOnOtherContent(transfer, hash.digest('hex'), true);
	}
	const response = await requestFrom(transfer, partialBytes);
	const startBytes = response.status === 206 ? partialBytes : 0;
	if (startBytes > 0) await addFile(hash, partial, client.signal);
	await receive(transfer, response, startBytes, hash);
	return throwOnOtherContent(transfer, hash.digest('hex'), startBytes > 0);
}

/** Bytes of the unfinished file; one that is too long is of no use. */
async function usablePartial({ file, partial }: Transfer): Promise<number> {
	const bytes = (await sizeOnDisk(partial)) ?? 0;
	if (bytes <= file.sizeBytes) return bytes;
	await rm(partial, { force: true });
	return 0;
}

async function throwOnOtherContent(
	transfer: Transfer,
	found: string,
	resumed: boolean,
): Promise<void> {
	const { file, partial, url } = transfer;
	const expected = expectedChecksum(file);
	if (found === expected) return;
	await rm(partial, { force: true });
	transfer.furthestBytes = 0;
	throw downloadError('DOWNLOAD_CHECKSUM', { url, expected, found, resumed });
}
