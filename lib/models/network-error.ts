import type { MultimodalError } from '../errors';
import { downloadError } from './errors';

const STALL_CODES = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

/** A failure of the connection as a coded error. */
export function networkError(error: unknown, url: URL, stallTimeoutMs: number): MultimodalError {
	if (STALL_CODES.has(codeOf(error))) {
		return downloadError('DOWNLOAD_STALLED', { url: plainUrl(url), stallTimeoutMs }, error);
	}
	return downloadError('DOWNLOAD_UNREACHABLE', { host: url.host, reason: reasonOf(error) }, error);
}

/** Whether a body stopped coming. */
export function isStall(error: unknown): boolean {
	return STALL_CODES.has(codeOf(error));
}

/** The code or the words of a low-level failure. */
export function reasonOf(error: unknown): string {
	return codeOf(error) || (error instanceof Error ? error.message : String(error));
}

/** Without its query: a signed address is a secret for hours. */
function plainUrl(url: URL): string {
	return url.origin + url.pathname;
}

function codeOf(error: unknown): string {
	return String((error as { code?: unknown } | undefined)?.code ?? '');
}
