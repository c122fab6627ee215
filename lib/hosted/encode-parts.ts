import { readFile, stat } from 'node:fs/promises';
import { MAXIMUM_HOSTED_FILES_BYTES } from '../limits';
import { hostedInputError } from './errors';
import type { Part } from './types';

/** A part whose file stands beside it in base64. */
export type EncodedPart =
	| Extract<Part, { kind: 'text' }>
	| (Exclude<Part, { kind: 'text' }> & { base64: string });

/** Reads the files of a message, one after another. Together larger than fits into one text: a coded error, before any is read. */
export async function encodeParts(parts: Part[]): Promise<EncodedPart[]> {
	await refuseTooMuch(parts);
	const encoded: EncodedPart[] = [];
	for (const part of parts) {
		if (part.kind === 'text') encoded.push(part);
		else encoded.push({ ...part, base64: await readFile(part.file, 'base64') });
	}
	return encoded;
}

async function refuseTooMuch(parts: Part[]): Promise<void> {
	let bytes = 0;
	for (const part of parts) {
		if (part.kind !== 'text') bytes += (await stat(part.file)).size;
	}
	const maximumBytes = MAXIMUM_HOSTED_FILES_BYTES;
	if (bytes > maximumBytes)
		throw hostedInputError('HOSTED_FILES_TOO_LARGE', { bytes, maximumBytes });
}
