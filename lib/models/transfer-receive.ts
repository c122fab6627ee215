import type { Hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { MultimodalError, throwIfCancelled } from '../errors';
import { downloadError } from './errors';
import type { HubResponse } from './hub-client';
import { isStall, reasonOf } from './network-error';
import { isStorageFailure } from './storage';
import { cut, type Transfer } from './transfer';

/** Writes a response's body behind the partial file's first `startBytes`, feeding the checksum. */
export async function receive(
	transfer: Transfer,
	response: HubResponse,
	startBytes: number,
	hash: Hash,
): Promise<void> {
	const { file, partial, client } = transfer;
	let receivedBytes = startBytes;
	const count = async function* (chunks: AsyncIterable<Buffer>) {
		for await (const chunk of chunks) {
			receivedBytes += chunk.length;
			throwOnSurplus(transfer, receivedBytes);
			hash.update(chunk);
			report(transfer, receivedBytes);
			yield chunk;
		}
	};
	const flags = startBytes > 0 ? 'a' : 'w';
	// Flushed to disk before the rename: a power cut must not leave a whole-looking, hollow file.
	const target = createWriteStream(partial, { flags, flush: true });
	await pipeline(response.body, count, target, { signal: client.signal }).catch(
		(error: unknown) => {
			throw transferError(transfer, receivedBytes, error);
		},
	);
	if (receivedBytes < file.sizeBytes) throw cut(transfer, receivedBytes, 'the server stopped');
}

function throwOnSurplus({ file, url }: Transfer, foundBytes: number): void {
	const expectedBytes = file.sizeBytes;
	if (foundBytes > expectedBytes)
		throw downloadError('DOWNLOAD_WRONG_SIZE', { url, expectedBytes, foundBytes });
}

function report(transfer: Transfer, receivedBytes: number): void {
	transfer.furthestBytes = Math.max(transfer.furthestBytes, receivedBytes);
	transfer.onBytes(receivedBytes);
}

function transferError(transfer: Transfer, receivedBytes: number, error: unknown): unknown {
	const { url, client } = transfer;
	throwIfCancelled(client.signal);
	if (error instanceof MultimodalError) return error;
	if (isStall(error)) {
		return downloadError(
			'DOWNLOAD_STALLED',
			{ url, stallTimeoutMs: client.limits.stallTimeoutMs },
			error,
		);
	}
	// Without a code it is no failure of the line but a fault of ours: it must not hide in retries.
	const isFault = (error as NodeJS.ErrnoException).code === undefined;
	if (isFault || isStorageFailure(error)) return error;
	return cut(transfer, receivedBytes, reasonOf(error), error);
}
