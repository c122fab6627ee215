import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { IExecuteFunctions } from 'n8n-workflow';
import { inputErrors } from './errors';
import type { Source } from './source';

type ResolvedPath = Awaited<ReturnType<IExecuteFunctions['helpers']['resolvePath']>>;

/** Opens a file of the n8n server through n8n's own reader, which enforces its file-access rules. */
export async function openFile(context: IExecuteFunctions, typedPath: string): Promise<Source> {
	if (typedPath === '') throw inputErrors('EMPTY_PATH', {});
	const filePath = withHome(typedPath);
	const { helpers } = context;
	// A path that leads nowhere is judged as it stands: what exists in other folders stays unknown.
	const resolvedPath = await helpers.resolvePath(filePath).catch(() => asResolved(filePath));
	if (helpers.isFilePathBlocked(resolvedPath)) {
		throw inputErrors('FILE_BLOCKED', { filePath, reason: 'its folder is not allowed' });
	}
	const writtenAtMs = await timeOfFile(filePath);
	const stream = await openStream(context, filePath, resolvedPath);
	return { stream, fileName: path.basename(filePath), writtenAtMs };
}

/** n8n writes its own file folder as `~/.n8n-files`, so people do too. */
const withHome = (filePath: string): string => filePath.replace(/^~(?=[/\\])/, () => homedir());

const asResolved = (filePath: string): ResolvedPath => path.resolve(filePath) as ResolvedPath;

/** When it was last written; rejects with a coded error where there is no file. */
async function timeOfFile(filePath: string): Promise<number> {
	const found = await stat(filePath).catch((error: Error) => {
		throwOnDenied(filePath, error);
		throw inputErrors('FILE_NOT_FOUND', { filePath }, error);
	});
	if (!found.isFile()) throw inputErrors('PATH_IS_FOLDER', { filePath });
	return found.mtimeMs;
}

async function openStream(
	{ helpers }: IExecuteFunctions,
	filePath: string,
	resolvedPath: ResolvedPath,
): Promise<Readable> {
	try {
		return (await helpers.createReadStream(resolvedPath)) as Readable;
	} catch (error) {
		throwOnDenied(filePath, error as Error);
		throw inputErrors('FILE_BLOCKED', { filePath, reason: (error as Error).message }, error);
	}
}

/** The system's refusal, which no setting of n8n lifts. */
function throwOnDenied(filePath: string, error: NodeJS.ErrnoException): void {
	if (error.code !== 'EACCES' && error.code !== 'EPERM') return;
	throw inputErrors('FILE_NOT_READABLE', { filePath }, error);
}
