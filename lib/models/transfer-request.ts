import { rm } from 'node:fs/promises';
import { downloadError } from './errors';
import { discard, type HubResponse } from './hub-client';
import { textHeader, throwOnStatus } from './hub-status';
import { cut, type Transfer } from './transfer';

/** Asks for the bytes from `startBytes` on. Status 206: they come; 200: the file comes from its start. */
export async function requestFrom(transfer: Transfer, startBytes: number): Promise<HubResponse> {
	const { url, client, etag, partial } = transfer;
	const headers: Record<string, string> = {};
	if (startBytes > 0) headers.range = `bytes=${startBytes}-`;
	if (startBytes > 0 && etag) headers['if-range'] = etag;
	const response = await client.request(url, { headers });
	if (response.status === 416 || isOtherRange(response, startBytes)) {
		discard(response);
		await rm(partial, { force: true });
		throw cut(transfer, startBytes, 'the server cannot resume here');
	}
	throwOnStatus(response, url);
	throwOnOtherLength(transfer, response, startBytes);
	transfer.etag = strongEtag(response);
	return response;
}

function isOtherRange(response: HubResponse, startBytes: number): boolean {
	const range = textHeader(response, 'content-range') ?? '';
	return response.status === 206 && !range.startsWith(`bytes ${startBytes}-`);
}

/** A weak tag does not vouch for single bytes, so it cannot guard a resumption. */
function strongEtag(response: HubResponse): string | undefined {
	const etag = textHeader(response, 'etag');
	return etag?.startsWith('"') ? etag : undefined;
}

function throwOnOtherLength(
	{ file, url }: Transfer,
	response: HubResponse,
	startBytes: number,
): void {
	const announced = textHeader(response, 'content-length');
	if (announced === undefined) return;
	const foundBytes = Number(announced) + (response.status === 206 ? startBytes : 0);
	if (foundBytes === file.sizeBytes) return;
	discard(response);
	throw downloadError('DOWNLOAD_WRONG_SIZE', { url, expectedBytes: file.sizeBytes, foundBytes });
}
