import path from 'node:path';
import { ALLOWED_DEMUXERS } from './formats';

/** Options that go before every input: no network, and no format that names other files. */
export const UNTRUSTED_INPUT_OPTIONS: readonly string[] = [
	...['-protocol_whitelist', 'file,pipe'],
	...['-format_whitelist', ALLOWED_DEMUXERS.join(',')],
];

/** Names a local file so that a leading `-`, a `:` or a space in it means nothing to ffmpeg. */
export function toFileSource(file: string): string {
	return `file:${path.resolve(file)}`;
}

/** The line of ffmpeg's stderr worth showing: the last that names a cause; without our paths and its addresses. */
export function toReason(stderr: readonly string[], file: string): string {
	const lines = stderr.map((line) => clean(line, file)).filter(Boolean);
	const reason = lines.findLast((line) => !GENERAL_TALK.test(line)) ?? lines.at(-1);
	return reason?.slice(0, MAXIMUM_REASON_CHARACTERS) ?? 'no reason given';
}

const MAXIMUM_REASON_CHARACTERS = 300;
const GENERAL_TALK =
	/^(Error opening (in|out)put|Conversion failed|Last message repeated|Consider increasing|Invalid (data|argument))/;

function clean(line: string, file: string): string {
	return line
		.replaceAll(toFileSource(file), 'input')
		.replace(/^(\[[^\]]+ @ (0x)?[0-9a-f]+\]\s*)+/i, '')
		.replace(/^input: /, '')
		.replace(/\p{Cc}/gu, ' ')
		.trim();
}
