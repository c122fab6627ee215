import createCommand, { type FfmpegCommand } from 'fluent-ffmpeg';
import { PassThrough } from 'node:stream';
import { cancelled, throwIfCancelled } from '../errors';
import { FFMPEG_STALL_TIMEOUT_MS, MAXIMUM_MEDIA_SECONDS } from '../limits';
import { findTool } from './binaries';
import { mediaError } from './errors';
import { readLogLine, type FfmpegNote } from './ffmpeg-log';
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
	/** Told each number that a `print` in a filter's expression writes; each is a sign of life. */
	onNote?: (note: FfmpegNote) => void;
}

export interface FfmpegOutput {
	/** Starts ffmpeg when first read, reads no faster than its reader, ends ffmpeg when left. */
	chunks: AsyncIterable<Buffer>;
	/** After the end: the reason ffmpeg gave for trouble, if it had any. */
	problem(): string | undefined;
	/** Enough: ends ffmpeg; what it has made so far still comes out. */
	finish(): void;
}

/**
 * Runs ffmpeg over one untrusted file and streams what it makes.
 * Trouble inside the file is not thrown but told by `problem()`; a stall, a cancel or no ffmpeg is thrown.
 */
export function streamFfmpeg(request: FfmpegRequest): FfmpegOutput {
	const state: RunState = { stderr: [], isFinished: false, lastSignMs: 0 };
	return {
		chunks: run(request, state),
		problem: () => (state.stderr.length > 0 ? toReason(state.stderr, request.file) : undefined),
		finish: () => {
			state.isFinished = true;
			state.command?.kill('SIGKILL');
		},
	};
}

interface RunState {
	stderr: string[];
	isFinished: boolean;
	/** When the last note came. */
	lastSignMs: number;
	command?: FfmpegCommand;
}

async function* run(request: FfmpegRequest, state: RunState): AsyncGenerator<Buffer> {
	const { signal, stallTimeoutMs = FFMPEG_STALL_TIMEOUT_MS } = request;
	throwIfCancelled(signal);
	const command = buildCommand(request).setFfmpegPath(await findTool('ffmpeg'));
	throwIfCancelled(signal);
	if (state.isFinished) return;
	state.command = command;
	// Without `close` events: fluent-ffmpeg takes one for a broken pipe and would end a slow exit by force.
	const output = new PassThrough({ emitClose: false });
	const exited = watch(command, output, state, request.onNote);
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
		yield* readWithin(output, stallTimeoutMs, state, onStall);
		await exited;
	} finally {
		signal?.removeEventListener('abort', onAbort);
		stop();
	}
}

function buildCommand({ file, inputOptions = [], onNote }: FfmpegRequest): FfmpegCommand {
	return createCommand({ stdoutLines: 1 })
		.input(toFileSource(file))
		.inputOptions(
			'-nostdin',
			'-nostats',
			...['-v', onNote ? 'repeat+level+info' : 'error'],
			...UNTRUSTED_INPUT_OPTIONS,
			...inputOptions,
		);
}

/** One second more than is taken, so that the reader can tell too long from just long enough. */
function outputOptions(request: FfmpegRequest): [string, ...string[]] {
	return ['-t', String(MAXIMUM_MEDIA_SECONDS + 1), ...request.outputOptions];
}

/** Resolves at ffmpeg's end, good or bad; gathers the last lines of its stderr. */
function watch(
	command: FfmpegCommand,
	output: PassThrough,
	state: RunState,
	onNote: FfmpegRequest['onNote'],
): Promise<void> {
	const { stderr } = state;
	let hasStarted = false;
	return new Promise((resolve) => {
		command.on('start', () => {
			hasStarted = true;
			if (output.destroyed || state.isFinished) command.kill('SIGKILL');
		});
		command.on('stderr', (line: string) => {
			const { note, complaint } = onNote ? readLogLine(line) : { complaint: line };
			if (complaint !== undefined) keepLast(stderr, complaint);
			if (!note) return;
			state.lastSignMs = performance.now();
			onNote?.(note);
		});
		command.on('end', () => resolve());
		command.on('error', (error: NodeJS.ErrnoException) => {
			const neverRan = !hasStarted || error.syscall !== undefined;
			if (neverRan) output.destroy(mediaError('FFMPEG_FAILED', { reason: error.message }, error));
			else if (stderr.length === 0 && !state.isFinished) stderr.push(error.message);
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
	state: RunState,
	onStall: () => void,
): AsyncGenerator<Buffer> {
	const chunks: AsyncIterator<Buffer> = output[Symbol.asyncIterator]();
	for (;;) {
		const stopWaiting = limitWait(limitMs, state, onStall);
		const next = await chunks.next().finally(stopWaiting);
		if (next.done) return;
		yield next.value;
	}
}

/** Calls `onStall` when neither bytes nor notes come for so long. */
function limitWait(limitMs: number, state: RunState, onStall: () => void): () => void {
	const startMs = performance.now();
	let timer = setTimeout(check, limitMs);
	return () => clearTimeout(timer);

	function check() {
		const leftMs = Math.max(startMs, state.lastSignMs) + limitMs - performance.now();
		if (leftMs <= 1) onStall();
		else timer = setTimeout(check, leftMs);
	}
}
