import { MultimodalError } from '../../errors';
import type { Failure } from '../errors';
import { uploadError } from './errors';

/** How services that do not answer 413 call it. */
const TOO_LARGE = /file size|content size|(file|audio|payload|body) (is )?too large/i;
const TOO_LONG = /(audio|recording|file|duration)\b.*?(longer than (?<seconds>\d+) s|too long)/i;

/** The failure of an upload as one that names the option of the node that mends it, where one does. */
export function withUploadOption(error: unknown): unknown {
	if (!(error instanceof MultimodalError) || error.errorClass !== 'service') return error;
	const told = { ...error.details } as unknown as Failure;
	const { status = 0, reason = '' } = told;
	const isRefused = status === 400 || status === 422;
	if (status === 413 || (isRefused && TOO_LARGE.test(reason))) {
		return uploadError('SERVICE_REQUEST_TOO_LARGE', told, error.cause);
	}
	const long = isRefused ? TOO_LONG.exec(reason) : null;
	if (!long) return error;
	const maximumSeconds =
		long.groups?.seconds === undefined ? undefined : Number(long.groups.seconds);
	return uploadError('SERVICE_RECORDING_TOO_LONG', { ...told, maximumSeconds }, error.cause);
}
