import { rm } from 'node:fs/promises';
import { measureFile } from '../file';
import { mediaError } from '../errors';
import { writeSound } from '../write-sound';
import type { WavWriter } from './wav-writer';

type Encoding = 'flac' | 'mp3';

/** FLAC loses nothing; 64 kbit/s are plenty for one voice channel at 16 kHz. */
const OPTIONS: Record<Encoding, readonly string[]> = {
	flac: ['-c:a', 'flac', '-f', 'flac'],
	mp3: ['-c:a', 'libmp3lame', '-b:a', '64k', '-f', 'mp3'],
};

/** Completes a WAV file and puts a compressed one in its place. */
export async function encodePiece(
	wav: WavWriter,
	encoding: Encoding,
	signal?: AbortSignal,
): Promise<{ file: string; sizeBytes: number }> {
	await wav.finish();
	const file = wav.file.replace(/\.wav$/, `.${encoding}`);
	const problem = await writeSound({
		...{ file: wav.file, stream: '0:a:0', options: OPTIONS[encoding] },
		...{ outFile: file, signal },
	});
	await rm(wav.file, { force: true });
	if (problem !== undefined) throw mediaError('FFMPEG_FAILED', { reason: problem });
	return { file, sizeBytes: await measureFile(file) };
}
