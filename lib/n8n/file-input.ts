import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { IExecuteFunctions } from 'n8n-workflow';
import { inputErrors } from './errors';
import type { Source } from './source';

type ResolvedPath = Awaited<ReturnType<IExecuteFunctions['helpers']['resolvePath']>>;

/** Opens a file of the n8n server through n8n's own reader, which enforces its file-access rules. */
export async function openFile(context: IExecuteFunctions, filePath: string): Promise<Source> {
	if (filePath === '') throw inputErrors('EMPTY_PATH', {});
	const { helpers } = context;
	// A path that leads nowhere is judged as it stands: what exists in other folders stays unknown.
	const resolvedPath = await helpers.resolvePath(filePath).catch(() => asResolved(filePath));
	if (helpers.isFilePathBlocked(resolvedPath)) {
		throw inputErrors('FILE_BLOCKED', { filePath, reason: 'its folder is not allowed' });
	}
	await assertIsFile(filePath);
	const stream = await openStream(context, filePath, resolvedPath);
	return { stream, fileName: path.basename(filePath) };
}

const asResolved = (filePath: string): ResolvedPath => path.resolve(filePath) as ResolvedPath;

async function assertIsFile(filePath: string): Promise<void> {
	const found = await stat(filePath).catch((error: Error) => {
		throw inputErrors('FILE_NOT_FOUND', { filePath }, error);
	});
	if (!found.isFile()) throw inputErrors('PATH_IS_FOLDER', { filePath });
}

async function openStream(
	{ helpers }: IExecuteFunctions,
	filePath: string,
	resolvedPath: ResolvedPath,
): Promise<Readable> {
	try {
		return (await helpers.createReadStream(resolvedPath)) as Readable;
	} catch (error) {
		throw inputErrors('FILE_BLOCKED', { filePath, reason: (error as Error).message }, error);
	}
}
