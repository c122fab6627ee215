import path from 'node:path';
import { MAXIMUM_INPUT_BYTES } from '../limits';
import { saveStream } from '../media/input';
import { openBinary } from './binary-input';
import { inputErrors } from './errors';
import { openFile } from './file-input';
import { INPUT_FIELDS, type FileFields } from './input-parameters';
import type { ItemRun } from './run-items';
import { openUrl } from './url-input';

/** The file an item points at, copied into the item's private folder. */
export interface InputFile {
	/** Absolute. */
	path: string;
	/** The original file name without folder and extension: names what is made from it. */
	baseName: string;
	/** When a file of the server was last written, milliseconds since 1970; absent for other sources. */
	writtenAtMs?: number;
}

interface ReadInputOptions {
	/** Default: INPUT_FIELDS. */
	fields?: FileFields;
	/** Default: MAXIMUM_INPUT_BYTES. */
	maximumBytes?: number;
}

/** Streams the item's file to disk, wherever the user says it is. Never holds it in memory. */
export async function readInput(
	run: ItemRun,
	{ fields = INPUT_FIELDS, maximumBytes = MAXIMUM_INPUT_BYTES }: ReadInputOptions = {},
): Promise<InputFile> {
	const source = await open(run, fields);
	const savedPath = await saveStream(source.stream, run.folder, {
		maximumBytes,
		signal: run.signal,
	});
	const baseName = path.parse(source.fileName).name || 'file';
	return { path: savedPath, baseName, writtenAtMs: source.writtenAtMs };
}

async function open(run: ItemRun, fields: FileFields) {
	const { context, itemIndex } = run;
	const parameter = (name: string) =>
		String(context.getNodeParameter(name, itemIndex) ?? '').trim();
	const inputSource = parameter(fields.source);
	if (inputSource === 'binary') return await openBinary(run, parameter(fields.binary));
	if (inputSource === 'path') return await openFile(context, parameter(fields.path));
	if (inputSource === 'url') return await openUrl(run, parameter(fields.url));
	throw inputErrors('INVALID_CHOICE', {
		name: fields.title,
		expected: '"binary", "path" or "url"',
		found: inputSource,
	});
}
