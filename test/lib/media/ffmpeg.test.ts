import { spawn } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { decodeAudio, type DecodeOptions } from '../../../lib/media/audio';
import { findTool } from '../../../lib/media/binaries';
import {
	childrenNamed,
	decodeAll,
	isLinux,
	isRunning,
	makeMedia,
	until,
	useFolder,
} from '../../helpers/media';

const folder = useFolder();
const hour = path.join(folder, 'hour.flac');
const HOUR_SAMPLES = 3600 * 16000;
const MiB = 1024 * 1024;

beforeAll(() =>
	makeMedia(hour, '-f', 'lavfi', '-i', 'sine=440:r=16000:d=3600', '-compression_level', '0'),
);

const configured = process.env.MULTIMODAL_FFMPEG_PATH;
const readers: Array<AsyncIterator<Float32Array>> = [];
afterEach(async () => {
	if (configured === undefined) delete process.env.MULTIMODAL_FFMPEG_PATH;
	else process.env.MULTIMODAL_FFMPEG_PATH = configured;
	// A test that fails half way must not leave ffmpeg waiting for a reader.
	await Promise.all(readers.splice(0).map((reader) => reader.return?.()));
});

function startReading(options: Partial<DecodeOptions> = {}) {
	const { samples } = decodeAudio(hour, { sampleRateHz: 16000, channel: 'mix', ...options });
	const reader = samples[Symbol.asyncIterator]();
	readers.push(reader);
	return reader;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

(isLinux ? describe : describe.skip)('the ffmpeg process', () => {
	it('ends at once on cancel, while its reader waits or works', async () => {
		for (const isWaiting of [true, false]) {
			const controller = new AbortController();
			const reader = startReading({ signal: controller.signal });
			await reader.next();
			const [pid] = childrenNamed('ffmpeg');
			expect(pid).toBeDefined();
			const failure = isWaiting ? drain(reader) : undefined;
			controller.abort();
			await until(() => !isRunning(pid));
			await expect(failure ?? drain(reader)).rejects.toMatchObject({
				code: 'CANCELLED',
				errorClass: 'cancelled',
			});
		}
		expect(childrenNamed('ffmpeg')).toEqual([]);
	});

	it('does not outlive a cancel that comes while it starts', async () => {
		for (const delayMs of [0, 2, 5, 8, 12, 20, 30]) {
			const controller = new AbortController();
			const failure = drain(startReading({ signal: controller.signal }));
			setTimeout(() => controller.abort(), delayMs);
			await expect(failure).rejects.toMatchObject({ code: 'CANCELLED' });
		}
		await until(() => childrenNamed('ffmpeg').length + childrenNamed('ffprobe').length === 0);
	});

	it('never starts for a run that is cancelled already', async () => {
		await expect(drain(startReading({ signal: AbortSignal.abort() }))).rejects.toMatchObject({
			code: 'CANCELLED',
		});
		expect(childrenNamed('ffmpeg')).toEqual([]);
	});

	it('ends when its reader leaves early', async () => {
		for await (const samples of decodeAudio(hour, { sampleRateHz: 16000, channel: 'mix' })
			.samples) {
			expect(samples.length).toBeGreaterThan(0);
			break;
		}
		await until(() => childrenNamed('ffmpeg').length === 0);
	});

	it('ends when its parent is killed', async () => {
		const parent = spawn(process.execPath, ['-e', READ_ONE_CHUNK], {
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		await new Promise((resolve) => parent.stdout.once('data', resolve));
		const [pid] = childrenNamed('ffmpeg', parent.pid);
		parent.kill('SIGKILL');
		expect(pid).toBeDefined();
		await until(() => !isRunning(pid));
	});

	it('reads no further than its reader: an hour stays out of memory', async () => {
		const reader = startReading();
		await reader.next();
		const [pid] = childrenNamed('ffmpeg');
		await pause(500);
		expect(countWritten(pid)).toBeGreaterThan(0);
		expect(countWritten(pid)).toBeLessThan(MiB);
		const residentBefore = process.memoryUsage().rss;
		let read = 0;
		let residentMost = 0;
		for (let next = await reader.next(); !next.done; next = await reader.next()) {
			read += next.value.length;
			residentMost = Math.max(residentMost, process.memoryUsage.rss());
		}
		expect(read).toBeGreaterThan(HOUR_SAMPLES * 0.99);
		expect(residentMost - residentBefore).toBeLessThan(100 * MiB);
	});
});

const READ_ONE_CHUNK = `
	const { decodeAudio } = require(${JSON.stringify(path.resolve(__dirname, '../../../dist/lib/media/audio'))});
	const reader = decodeAudio(${JSON.stringify(hour)}, { sampleRateHz: 16000, channel: 'mix' }).samples[Symbol.asyncIterator]();
	reader.next().then(() => console.log('reading'));
	setInterval(() => {}, 1000);
`;

async function drain(reader: AsyncIterator<Float32Array>): Promise<void> {
	while (!(await reader.next()).done);
}

function countWritten(pid: number): number {
	return Number(/wchar: (\d+)/.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))![1]);
}

(process.platform === 'win32' ? describe.skip : describe)('an ffmpeg that misbehaves', () => {
	const TONE_SAMPLES = 16000;
	const tone = path.join(folder, 'tone.wav');
	beforeAll(() => makeMedia(tone, '-f', 'lavfi', '-i', 'sine=r=16000:d=1'));

	/** Answers like ffmpeg, except when it is to decode. */
	async function useFake(name: string, decoding: string): Promise<void> {
		const real = await findTool('ffmpeg');
		const fake = path.join(folder, name);
		writeFileSync(
			fake,
			`#!/bin/sh\ncase "$*" in *pipe:1*) ${decoding} ;; esac\nexec '${real}' "$@"\n`,
		);
		chmodSync(fake, 0o755);
		process.env.MULTIMODAL_FFMPEG_PATH = fake;
	}

	it('and hangs is stopped, with a coded error', async () => {
		await useFake('hangs', 'exec sleep 600');
		await expect(decodeAll(tone, { stallTimeoutMs: 300 })).rejects.toMatchObject({
			code: 'FFMPEG_STALLED',
		});
		if (isLinux) await until(() => childrenNamed('sleep').length === 0);
	});

	it('is not held for hung while its reader takes its time', async () => {
		const reader = startReading({ stallTimeoutMs: 300 });
		await reader.next();
		await pause(700);
		await expect(drain(reader)).resolves.toBeUndefined();
	});

	it('and fails without a sound is told, with its last words', async () => {
		await useFake('fails', 'echo "Decoder frobnicate not found" >&2; exit 1');
		await expect(decodeAll(tone)).rejects.toMatchObject({
			code: 'NO_SAMPLES',
			message: expect.stringContaining('Decoder frobnicate not found'),
		});
	});

	it('and dies half way leaves what it made, and a warning', async () => {
		await useFake('dies', `head -c ${TONE_SAMPLES} /dev/zero; kill -9 $$`);
		const { samples, warnings } = await decodeAll(tone);
		expect(samples).toHaveLength(TONE_SAMPLES / 2);
		expect(warnings).toEqual([expect.stringContaining('SIGKILL')]);
	});

	it('and cuts a sample in two between its writes does no harm', async () => {
		await useFake(
			'cuts',
			String.raw`printf '\001'; sleep 0.1; printf '\000\002'; sleep 0.1; printf '\000\003'; exit 0`,
		);
		const { samples } = await decodeAll(tone);
		expect(Array.from(samples, (sample) => sample * 32768)).toEqual([1, 2]);
	});

	it('and floods its stderr is not kept whole', async () => {
		await useFake(
			'floods',
			'head -c 2000 /dev/zero; yes "complaint" | head -200000 >&2; echo "last words" >&2; exit 0',
		);
		const { warnings } = await decodeAll(tone);
		expect(warnings).toEqual([expect.stringContaining('last words')]);
	});
});
