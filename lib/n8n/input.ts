import path from 'node:path';
import { MAXIMUM_INPUT_BYTES } from '../limits';
import { saveStream } from '../media/input';
import { openBinary } from './binary-input';
import { inputErrors } from './errors';
import { openFile } from './file-input';
import type { ItemRun } from './run-items';
import { openUrl } from './url-input';

/** The file an item points at, copied into the item's private folder. */
export interface InputFile {
	/** Absolute. */
	path: string;
	/** The original file name without folder and extension: names what is made from it. */
	baseName: string;
}

/** Streams the item's file to disk, wherever the user says it is. Never holds it in memory. */
export async function readInput(run: ItemRun): Promise<InputFile> {
	const source = await open(run);
	const savedPath = await saveStream(source.stream, run.folder, {
		maximumBytes: MAXIMUM_INPUT_BYTES,
		signal: run.signal,
	});
	return { path: savedPath, baseName: path.parse(source.fileName).name || 'file' };
}

async function open(run: ItemRun) {
	const { context, itemIndex } = run;
	const parameter = (name: string) =>
		String(context.getNodeParameter(name, itemIndex) ?? '').trim();
	const inputSource = parameter('inputSource');
	if (inputSource === 'binary') return await openBinary(run, parameter('binaryPropertyName'));
	if (inputSource === 'path') return await openFile(context, parameter('filePath'));
	if (inputSource === 'url') return await openUrl(run, parameter('url'));
	throw inputErrors('INVALID_CHOICE', {
		name: 'Input',
		expected: '"binary", "path" or "url"',
		found: inputSource,
	});
}
