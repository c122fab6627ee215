import { access, constants, open, stat } from 'node:fs/promises';
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

/** The first bytes of a file, at most so many. */
export async function readHead(path: string, bytes: number): Promise<Buffer> {
	const handle = await open(path, 'r');
	try {
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await handle.close();
	}
}

function toCoded(path: string, error: NodeJS.ErrnoException): Error {
	if (['EACCES', 'EPERM', 'EIO', 'ELOOP'].includes(error.code ?? '')) {
		return mediaError('FILE_NOT_READABLE', { path, reason: error.code! }, error);
	}
	return mediaError('FILE_MISSING', { path }, error);
}
