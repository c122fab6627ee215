import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { decodeAudio, type DecodeOptions } from '../../lib/media/audio';
import { findTool } from '../../lib/media/binaries';

export const AUDIO = path.resolve(__dirname, '../fixtures/audio');
export const ROCKET = path.resolve(__dirname, '../fixtures/image/rocket.jpg');

/** A temporary folder for one test file; removed after its tests. */
export function useFolder(): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'media-test-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** Makes a file with ffmpeg from an argument line without the output name. */
export async function makeMedia(file: string, ...args: string[]): Promise<string> {
	const ffmpeg = await findTool('ffmpeg');
	execFileSync(ffmpeg, ['-nostdin', '-v', 'error', '-y', ...args, `file:${file}`]);
	return file;
}

/** What a plain ffmpeg command writes to its output. */
export async function runPlainFfmpeg(...args: string[]): Promise<Buffer> {
	const ffmpeg = await findTool('ffmpeg');
	return execFileSync(ffmpeg, ['-nostdin', '-v', 'error', ...args, '-'], { maxBuffer: 2 ** 28 });
}

export async function decodeAll(file: string, options: Partial<DecodeOptions> = {}) {
	const audio = decodeAudio(file, { sampleRateHz: 16000, channel: 'mix', ...options });
	const chunks: Float32Array[] = [];
	for await (const chunk of audio.samples) chunks.push(chunk);
	const samples = new Float32Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
	let offset = 0;
	for (const chunk of chunks) {
		samples.set(chunk, offset);
		offset += chunk.length;
	}
	return { samples, warnings: audio.warnings() };
}

export const isLinux = process.platform === 'linux';

/** Process ids of the running children of `parent` that carry this name. */
export function childrenNamed(name: string, parent = process.pid): number[] {
	return readdirSync('/proc')
		.filter((entry) => /^\d+$/.test(entry))
		.map(Number)
		.filter((pid) => {
			const stat = readStat(pid);
			return stat?.name === name && stat.parent === parent && stat.state !== 'Z';
		});
}

export function isRunning(pid: number): boolean {
	const stat = readStat(pid);
	return stat !== undefined && stat.state !== 'Z';
}

function readStat(pid: number): { name: string; state: string; parent: number } | undefined {
	try {
		const [, name, state, parent] = /\((.*)\) (\S) (\d+)/.exec(
			readFileSync(`/proc/${pid}/stat`, 'utf8'),
		)!;
		return { name, state, parent: Number(parent) };
	} catch {
		return undefined;
	}
}

/** Waits until `isTrue`, at most five seconds. */
export async function until(isTrue: () => boolean): Promise<void> {
	const deadline = Date.now() + 5000;
	while (!isTrue()) {
		if (Date.now() > deadline) throw new Error('waited in vain');
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}
