import { rm } from 'node:fs/promises';
import { measureFile } from './file';
import { streamFfmpeg } from './ffmpeg';

export interface SoundWriting {
	/** An untrusted file. */
	file: string;
	/** Which of its streams: `0:a:0`. */
	stream: string;
	/** Filters, codec and format. */
	options: readonly string[];
	outFile: string;
	signal?: AbortSignal;
}

/**
 * Writes one sound track of a file to another file, without metadata. Resolves with ffmpeg's complaint
 * where no sound was written; a half file is removed.
 */
export async function writeSound(writing: SoundWriting): Promise<string | undefined> {
	const { file, stream, options, outFile, signal } = writing;
	const track = ['-map', stream, '-vn', '-sn', '-dn'];
	const run = streamFfmpeg({
		file,
		outputOptions: [
			...[...track, '-map_metadata', '-1', ...options, '-y', `file:${outFile}`],
			// A line for each packet: ffmpeg shows that it works, and whether there was sound at all.
			...[...track, '-c:a', 'copy', '-f', 'framecrc'],
		],
		signal,
	});
	let isWritten = false;
	try {
		let packets = 0;
		for await (const lines of run.chunks) packets += countPackets(lines);
		isWritten = packets > 0 && (await measureFile(outFile).catch(() => 0)) > 0;
	} finally {
		if (!isWritten) await rm(outFile, { force: true });
	}
	return isWritten ? undefined : (run.problem() ?? 'it has no sound');
}

function countPackets(lines: Buffer): number {
	return lines
		.toString('latin1')
		.split('\n')
		.filter((line) => /^\s*\d/.test(line)).length;
}
