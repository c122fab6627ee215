import { access, constants, stat } from 'node:fs/promises';
import { mediaError } from './errors';

/** The size of a readable, non-empty regular file, in bytes; else a coded error. Opens nothing that could block. */
export async function measureFile(path: string): Promise<number> {
	const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
		throw toCoded(path, error);
	});
	if (!found.isFile()) throw mediaError('NOT_A_FILE', { path });
	await access(path, constants.R_OK).catch((error: NodeJS.ErrnoException) => {
		throw toCoded(path, error);
	});
	if (found.size === 0) throw mediaError('FILE_EMPTY', {});
	return found.size;
}

function toCoded(path: string, error: NodeJS.ErrnoException): Error {
	if (['EACCES', 'EPERM', 'EIO', 'ELOOP'].includes(error.code ?? '')) {
		return mediaError('FILE_NOT_READABLE', { path, reason: error.code! }, error);
	}
	return mediaError('FILE_MISSING', { path }, error);
}
