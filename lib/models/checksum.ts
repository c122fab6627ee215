import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { KnownFile } from './hub-files';

/** Starts the checksum that the hub gives for this file. */
export function startChecksum(file: KnownFile): Hash {
	if (file.sha256) return createHash('sha256');
	return createHash('sha1').update(`blob ${file.sizeBytes}\0`);
}

/** The checksum the hub gives. */
export function expectedChecksum(file: KnownFile): string {
	return (file.sha256 ?? file.gitSha1)!;
}

/** Feeds a file's bytes into a checksum. */
export async function addFile(hash: Hash, path: string, signal?: AbortSignal): Promise<void> {
	for await (const chunk of createReadStream(path, { signal })) hash.update(chunk);
}

/** Whether a file on disk has the listed content. */
export async function hasListedContent(
	path: string,
	file: KnownFile,
	signal?: AbortSignal,
): Promise<boolean> {
	const hash = startChecksum(file);
	await addFile(hash, path, signal);
	return hash.digest('hex') === expectedChecksum(file);
}
