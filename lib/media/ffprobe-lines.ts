import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cancelled, throwIfCancelled } from '../errors';
import { FFMPEG_STALL_TIMEOUT_MS, STDERR_TAIL_CHARACTERS } from '../limits';
import { findTool } from './binaries';
import { mediaError } from './errors';
import { ffprobeArguments, ffprobeEnvironment } from './ffprobe';

export interface FfprobeLines {
	/** Starts ffprobe when first read, ends it when left. */
	lines: AsyncIterable<string>;
	/** After the end: the last of what ffprobe complained of. */
	complaints(): string;
}

/** Runs ffprobe over one untrusted file and streams its lines, however many; trouble inside the file is not thrown. */
export function streamFfprobe(
	file: string,
	options: readonly string[],
	signal?: AbortSignal,
): FfprobeLines {
	const stderr = { text: '' };
	return { lines: run(file, options, stderr, signal), complaints: () => stderr.text };
}

async function* run(
	file: string,
	options: readonly string[],
	stderr: { text: string },
	signal?: AbortSignal,
): AsyncGenerator<string> {
	throwIfCancelled(signal);
	const ffprobe = await findTool('ffprobe');
	throwIfCancelled(signal);
	const child = spawn(ffprobe, ffprobeArguments(file, options), {
		stdio: ['ignore', 'pipe', 'pipe'],
		windowsHide: true,
		env: ffprobeEnvironment(),
	});
	const closed = once(child, 'close');
	closed.catch(() => {});
	let failure: Error | undefined;
	const stop = (error: Error) => {
		failure ??= error;
		child.kill('SIGKILL');
	};
	const onAbort = () => stop(cancelled('CANCELLED', {}));
	signal?.addEventListener('abort', onAbort, { once: true });
	child.on('error', (error) => stop(mediaError('FFMPEG_FAILED', { reason: error.message }, error)));
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		stderr.text = (stderr.text + text).slice(-STDERR_TAIL_CHARACTERS);
	});
	const stall = setTimeout(
		() => stop(mediaError('FFMPEG_STALLED', { seconds: FFMPEG_STALL_TIMEOUT_MS / 1000 })),
		FFMPEG_STALL_TIMEOUT_MS,
	);
	try {
		let rest = '';
		for await (const chunk of child.stdout.setEncoding('utf8')) {
			stall.refresh();
			const lines = (rest + chunk).split('\n');
			rest = lines.pop()!;
			yield* lines;
		}
		if (rest !== '') yield rest;
		await closed.catch(() => {});
		if (failure) throw failure;
	} finally {
		clearTimeout(stall);
		signal?.removeEventListener('abort', onAbort);
		child.kill('SIGKILL');
	}
}
