import { MultimodalError } from '../errors';
import { MAXIMUM_MODEL_JSON_BYTES } from '../limits';
import { withAttempts } from './attempts';
import { fileUrl, hubEndpoint } from './environment';
import { downloadError } from './errors';
import type { HubClient, HubResponse } from './hub-client';
import { throwOnStatus, textHeader } from './hub-status';
import { reasonOf } from './network-error';
import type { Repository } from './reference';

/** What the hub says of a file: large ones carry a SHA-256, small ones git's own checksum. */
export interface HubFile {
	path: string;
	sizeBytes?: number;
	sha256?: string;
	gitSha1?: string;
}

/** A repository's files at one commit. */
export interface HubListing {
	commit: string;
	files: HubFile[];
}

/** A file whose bytes can be verified. */
export type KnownFile = HubFile & { sizeBytes: number };

/** Lists a repository's files with sizes and checksums. */
export async function listHubFiles(repository: Repository, client: HubClient): Promise<HubListing> {
	const { repository: name, revision } = repository;
	const url = `${hubEndpoint()}/api/models/${name}/revision/${encodeURIComponent(revision)}?blobs=true`;
	return withAttempts(() => requestListing(url, client), client.limits, client.signal);
}

/** Adds size and checksum from the hub's headers where the listing lacks them (mirrors do that). */
export async function completeFile(
	file: HubFile,
	repository: Repository,
	client: HubClient,
): Promise<KnownFile> {
	const url = fileUrl(repository, file.path);
	const known = isKnown(file)
		? file
		: await withAttempts(
				() => requestHeaders(file.path, url, client),
				client.limits,
				client.signal,
			);
	if (!isKnown(known)) throw downloadError('DOWNLOAD_UNVERIFIABLE', { url });
	return known;
}

async function requestListing(url: string, client: HubClient): Promise<HubListing> {
	const response = await client.request(url);
	throwOnStatus(response, url);
	const text = await readText(response, url);
	try {
		return parseListing(JSON.parse(text));
	} catch (error) {
		throw downloadError('DOWNLOAD_LISTING_UNREADABLE', { url, reason: reasonOf(error) }, error);
	}
}

interface HubAnswer {
	sha: string;
	siblings: Array<{
		rfilename: string;
		size?: number;
		blobId?: string;
		lfs?: { size: number; sha256: string };
	}>;
}

function parseListing({ sha, siblings }: HubAnswer): HubListing {
	const files = siblings.map(({ rfilename, size, blobId, lfs }) => ({
		path: rfilename,
		sizeBytes: lfs?.size ?? size,
		// The blob of a large file is a pointer: its own checksum says nothing of the content.
		...(lfs ? { sha256: lfs.sha256 } : { gitSha1: blobId }),
	}));
	if (typeof sha !== 'string') throw new Error('no commit');
	return { commit: sha, files };
}

async function readText({ body }: HubResponse, url: string): Promise<string> {
	const chunks: Buffer[] = [];
	let receivedBytes = 0;
	try {
		for await (const chunk of body) {
			receivedBytes += chunk.length;
			if (receivedBytes > MAXIMUM_MODEL_JSON_BYTES) {
				throw downloadError('DOWNLOAD_LISTING_UNREADABLE', { url, reason: 'it is too large' });
			}
			chunks.push(chunk);
		}
	} catch (error) {
		if (error instanceof MultimodalError) throw error;
		throw downloadError('DOWNLOAD_CUT', { url, receivedBytes, reason: reasonOf(error) }, error);
	}
	return Buffer.concat(chunks).toString('utf8');
}

async function requestHeaders(path: string, url: string, client: HubClient): Promise<HubFile> {
	const response = await client.request(url, { method: 'HEAD' });
	throwOnStatus(response, url);
	const headers = { headers: response.hubHeaders };
	const etag = (textHeader(headers, 'x-linked-etag') ?? textHeader(headers, 'etag') ?? '').replace(
		/^W\/|"/g,
		'',
	);
	const size = textHeader(headers, 'x-linked-size') ?? textHeader(headers, 'content-length');
	return {
		path,
		sizeBytes: size === undefined ? undefined : Number(size),
		...(/^[0-9a-f]{64}$/.test(etag) && { sha256: etag }),
		...(/^[0-9a-f]{40}$/.test(etag) && { gitSha1: etag }),
	};
}

function isKnown(file: HubFile): file is KnownFile {
	return file.sizeBytes !== undefined && (file.sha256 ?? file.gitSha1) !== undefined;
}
