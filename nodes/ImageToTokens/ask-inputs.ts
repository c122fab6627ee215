import path from 'node:path';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Provider } from '../../lib/hosted/types';
import { MAXIMUM_IMAGE_FILE_BYTES } from '../../lib/limits';
import { saveStream } from '../../lib/media/input';
import { openBinary } from '../../lib/n8n/binary-input';
import { oneOf } from '../../lib/n8n/choices';
import { openFile } from '../../lib/n8n/file-input';
import type { InputFile } from '../../lib/n8n/input';
import { INPUT_FIELDS, inputParameters } from '../../lib/n8n/input-parameters';
import type { ItemRun } from '../../lib/n8n/run-items';
import type { Source } from '../../lib/n8n/source';
import { openUrl } from '../../lib/n8n/url-input';
import { askInputErrors } from './ask-errors';
import { refuseTooMany } from './ask-pictures';
import { namesIn } from './names-in';

/** Stands for all pictures of an item. */
const ALL = '*';
const SOURCES = ['binary', 'path', 'url'] as const;

const SEVERAL: Record<string, string> = {
	[INPUT_FIELDS.binary]: ` Several with commas between them; ${ALL} for all pictures of the item.`,
	[INPUT_FIELDS.path]: ' Several one a line.',
	[INPUT_FIELDS.url]: ' Several one a line.',
};

/** Where the pictures of an item are: one or several. */
export const pictureFields: INodeProperties[] = inputParameters('picture', 'chart.png').map(
	(field) => {
		const several = SEVERAL[field.name];
		if (several === undefined) return field;
		return { ...field, description: `${field.description}`.replace(/\.?$/, `.${several}`) };
	},
);

/** Streams all pictures of an item into its folder, in the order they are named. None at all, or more than one message holds, is a coded error. */
export async function readPictureFiles(run: ItemRun, provider: Provider): Promise<InputFile[]> {
	const sources = openersOf(run);
	if (sources.length === 0) throw askInputErrors('NO_PICTURE', {});
	refuseTooMany(provider, sources.length);
	const files: InputFile[] = [];
	for (const open of sources) {
		const { stream, fileName } = await open();
		const saved = await saveStream(stream, run.folder, {
			maximumBytes: MAXIMUM_IMAGE_FILE_BYTES,
			signal: run.signal,
		});
		files.push({ path: saved, baseName: path.parse(fileName).name || 'picture' });
	}
	return files;
}

function openersOf(run: ItemRun): Array<() => Promise<Source>> {
	const { context, itemIndex } = run;
	const parameter = (name: string) => context.getNodeParameter(name, itemIndex, '') as unknown;
	switch (oneOf('Input', SOURCES, parameter(INPUT_FIELDS.source))) {
		case 'binary':
			return binaryNames(run, namesIn(parameter(INPUT_FIELDS.binary))).map(
				(name) => async () => await openBinary(run, name),
			);
		case 'path':
			return namesIn(parameter(INPUT_FIELDS.path), /\n/).map(
				(file) => async () => await openFile(context, file),
			);
		case 'url':
			return namesIn(parameter(INPUT_FIELDS.url), /\n/).map(
				(url) => async () => await openUrl(run, url),
			);
	}
}

function binaryNames({ context, itemIndex }: ItemRun, names: string[]): string[] {
	if (!names.includes(ALL)) return names;
	const { binary, json } = context.getInputData()[itemIndex];
	// In n8n's combined mode an item's files are in its json.
	const [files, prefix] = binary ? [binary, ''] : [(json._files ?? {}) as IDataObject, '_files.'];
	return Object.entries(files)
		.filter(([, file]) => String((file as IDataObject).mimeType).startsWith('image/'))
		.map(([name]) => `${prefix}${name}`);
}
