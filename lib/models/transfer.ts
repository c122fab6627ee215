import type { MultimodalError } from '../errors';
import { downloadError } from './errors';
import type { HubClient } from './hub-client';
import type { KnownFile } from './hub-files';

/** One file on its way to disk. */
export interface Transfer {
	file: KnownFile;
	url: string;
	/** The unfinished file; it outlives a failed run, which a later one continues. */
	partial: string;
	client: HubClient;
	onBytes: (receivedBytes: number) => void;
	/** The content's tag from an earlier answer: a changed file is then sent from its start. */
	etag?: string;
	/** The most bytes on disk so far, to tell progress from running in circles. */
	furthestBytes: number;
}

/** A transfer that broke off; the next attempt goes on from what is on disk. */
export function cut(
	transfer: Transfer,
	receivedBytes: number,
	reason: string,
	cause?: unknown,
): MultimodalError {
	const { url, file } = transfer;
	const details = { url, receivedBytes, expectedBytes: file.sizeBytes, reason };
	return downloadError('DOWNLOAD_CUT', details, cause);
}
