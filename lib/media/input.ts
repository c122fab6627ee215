import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { cancelled, MultimodalError } from '../errors';
import { INPUT_STALL_TIMEOUT_MS } from '../limits';
import { inputError } from './errors';
import { PRIVATE_FILE_MODE } from './workspace';

interface SaveLimits {
	maximumBytes: number;
	/** Default: INPUT_STALL_TIMEOUT_MS. */
	stallTimeoutMs?: number;
}

/**
 * Writes a stream to a new private file (0600) in `folder` and returns its path. The name has no extension:
 * content decides what it is. Over the limit, cut off, stalled or cancelled: a coded error, and nothing is left.
 */
export async function saveStream(
	source: Readable,
	folder: string,
	{ signal, ...limits }: SaveLimits & { signal?: AbortSignal },
): Promise<string> {
	const file = path.join(folder, `input-${randomUUID()}`);
	const target = createWriteStream(file, { flags: 'wx', mode: PRIVATE_FILE_MODE });
	try {
		await pipeline(source, guard(limits), target, { signal });
		return file;
	} catch (error) {
		await rm(file, { force: true });
		throw toCoded(error as NodeJS.ErrnoException, folder, signal);
	}
}

/** Hands bytes on; ends the transfer when there are too many, or none for too long. */
function guard({ maximumBytes, stallTimeoutMs = INPUT_STALL_TIMEOUT_MS }: SaveLimits): Transform {
	let receivedBytes = 0;
	const stallTimer = setTimeout(() => {
		transfer.destroy(inputError('INPUT_STALLED', { seconds: stallTimeoutMs / 1000 }));
	}, stallTimeoutMs);
	const transfer = new Transform({
		transform(chunk: Buffer, _encoding, done) {
			stallTimer.refresh();
			receivedBytes += chunk.length;
			if (receivedBytes > maximumBytes) done(inputError('INPUT_TOO_LARGE', { maximumBytes }));
			else done(null, chunk);
		},
		destroy(error, done) {
			clearTimeout(stallTimer);
			done(error);
		},
	});
	return transfer;
}

function toCoded(error: NodeJS.ErrnoException, folder: string, signal?: AbortSignal): Error {
	if (signal?.aborted) return cancelled('CANCELLED', {}, error);
	if (error instanceof MultimodalError) return error;
	const isOfDisk = ['open', 'write', 'close'].includes(error.syscall ?? '') && !isNetwork(error);
	if (isOfDisk)
		return inputError('INPUT_NOT_SAVED', { folder, reason: error.code ?? error.message }, error);
	return inputError('INPUT_INTERRUPTED', { reason: error.code ?? error.message }, error);
}

/** A broken connection also calls itself a failed `write`. */
function isNetwork(error: NodeJS.ErrnoException): boolean {
	return ['EPIPE', 'ECONNRESET', 'ETIMEDOUT'].includes(error.code ?? '');
}
