import createCommand, { type FfmpegCommand } from 'fluent-ffmpeg';
import { PassThrough } from 'node:stream';
import { cancelled, throwIfCancelled } from '../errors';
import { FFMPEG_STALL_TIMEOUT_MS, MAXIMUM_MEDIA_SECONDS } from '../limits';
import { findTool } from './binaries';
import { mediaError } from './errors';
import { toFileSource, toReason, UNTRUSTED_INPUT_OPTIONS } from './untrusted';

export interface FfmpegRequest {
	file: string;
	/** Options of the demuxer, before `-i`. */
	inputOptions?: readonly string[];
	/** What to make: mapping, filters, codec and format. It comes out as bytes. */
	outputOptions: readonly string[];
	signal?: AbortSignal;
	/** Default: FFMPEG_STALL_TIMEOUT_MS. */
	stallTimeoutMs?: number;
}

export interface FfmpegOutput {
	/** Starts ffmpeg when first read, reads no faster than its reader, ends ffmpeg when left. */
	chunks: AsyncIterable<Buffer>;
	/** After the end: the reason ffmpeg gave for trouble, if it had any. */
	problem(): string | undefined;
}

/**
 * Runs ffmpeg over one untrusted file and streams what it makes.
 * Trouble inside the file is not thrown but told by `problem()`; a stall, a cancel or no ffmpeg is thrown.
 */
export function streamFfmpeg(request: FfmpegRequest): FfmpegOutput {
	const stderr: string[] = [];
	return {
		chunks: run(request, stderr),
		problem: () => (stderr.length > 0 ? toReason(stderr, request.file) : undefined),
	};
}

async function* run(request: FfmpegRequest, stderr: string[]): AsyncGenerator<Buffer> {
	const { signal, stallTimeoutMs = FFMPEG_STALL_TIMEOUT_MS } = request;
	throwIfCancelled(signal);
	const command = buildCommand(request).setFfmpegPath(await findTool('ffmpeg'));
	throwIfCancelled(signal);
	// Without `close` events: fluent-ffmpeg takes one for a broken pipe and would end a slow exit by force.
	const output = new PassThrough({ emitClose: false });
	const exited = watch(command, output, stderr);
	const stop = (error?: Error) => {
		command.kill('SIGKILL');
		output.destroy(error);
	};
	const onAbort = () => stop(cancelled('CANCELLED', {}));
	const onStall = () => stop(mediaError('FFMPEG_STALLED', { seconds: stallTimeoutMs / 1000 }));
	signal?.addEventListener('abort', onAbort, { once: true });
	try {
		command
			.output(output)
			.outputOptions(...outputOptions(request))
			.run();
		yield* readWithin(output, stallTimeoutMs, onStall);
		await exited;
	} finally {
		signal?.removeEventListener('abort', onAbort);
		stop();
	}
}

function buildCommand({ file, inputOptions = [] }: FfmpegRequest): FfmpegCommand {
	return createCommand({ stdoutLines: 1 })
		.input(toFileSource(file))
		.inputOptions(
			'-nostdin',
			'-nostats',
			'-v',
			'error',
			...UNTRUSTED_INPUT_OPTIONS,
			...inputOptions,
		);
}

/** One second more than is taken, so that the reader can tell too long from just long enough. */
function outputOptions(request: FfmpegRequest): [string, ...string[]] {
	return ['-t', String(MAXIMUM_MEDIA_SECONDS + 1), ...request.outputOptions];
}

/** Resolves at ffmpeg's end, good or bad; gathers the last lines of its stderr. */
function watch(command: FfmpegCommand, output: PassThrough, stderr: string[]): Promise<void> {
	let hasStarted = false;
	return new Promise((resolve) => {
		command.on('start', () => {
			hasStarted = true;
			if (output.destroyed) command.kill('SIGKILL');
		});
		command.on('stderr', (line: string) => keepLast(stderr, line));
		command.on('end', () => resolve());
		command.on('error', (error: NodeJS.ErrnoException) => {
			const neverRan = !hasStarted || error.syscall !== undefined;
			if (neverRan) output.destroy(mediaError('FFMPEG_FAILED', { reason: error.message }, error));
			else if (stderr.length === 0) stderr.push(error.message);
			resolve();
		});
	});
}

const KEPT_STDERR_LINES = 20;

function keepLast(lines: string[], line: string): void {
	if (line.trim() === '') return;
	lines.push(line);
	if (lines.length > KEPT_STDERR_LINES) lines.shift();
}

/** Waits for each chunk at most so long; the time the reader takes for itself does not count. */
async function* readWithin(
	output: PassThrough,
	limitMs: number,
	onStall: () => void,
): AsyncGenerator<Buffer> {
	const chunks: AsyncIterator<Buffer> = output[Symbol.asyncIterator]();
	for (;;) {
		const timer = setTimeout(onStall, limitMs);
		const next = await chunks.next().finally(() => clearTimeout(timer));
		if (next.done) return;
		yield next.value;
	}
}
