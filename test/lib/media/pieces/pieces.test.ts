import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { shutdownEngines } from '../../../../lib/inference/pool';
import { cutIntoPieces } from '../../../../lib/media/pieces/client';
import type { AudioPieces, AudioPiecesInput } from '../../../../lib/media/pieces/types';
import { AUDIO, decodeAll, makeMedia, useFolder } from '../../../helpers/media';

const folder = useFolder();
const fixture = (name: string) => path.join(AUDIO, name);
const at = (name: string) => path.join(folder, name);
const NOISE = ['-f', 'lavfi', '-i', 'anoisesrc=d=20:r=16000:c=white:a=1:seed=7'];
const RED = ['-f', 'lavfi', '-i', 'color=red:s=64x48:d=3:r=10'];
const TONE = ['-f', 'lavfi', '-i', 'sine=440:d=3:r=48000'];

afterAll(() => shutdownEngines());

function cut(audioPath: string, choice: Partial<AudioPiecesInput> = {}): Promise<AudioPieces> {
	return cutIntoPieces({
		...{ audioPath, channel: 'mix', maximumBytes: 25 * 2 ** 20 },
		folder: mkdtempSync(at('pieces-')),
		...choice,
	});
}

/** All pieces' samples, one behind the other. */
async function joinSamples({ pieces }: AudioPieces): Promise<Float32Array> {
	const decoded = await Promise.all(pieces.map(({ file }) => decodeAll(file)));
	return Float32Array.from(decoded.flatMap(({ samples }) => [...samples]));
}

describe('a recording above the limits', () => {
	it('comes in pieces that hold every sample once, below the limit, cut in pauses', async () => {
		const maximumBytes = 400_000;
		const told = await cut(fixture('long.flac'), { maximumBytes });
		expect(told.pieces.length).toBeGreaterThan(8);
		const { samples } = await decodeAll(fixture('long.flac'));
		expect(await joinSamples(told)).toEqual(samples);
		expect(told).toMatchObject({ durationSeconds: samples.length / 16000, warnings: [] });
		let endSeconds = 0;
		for (const piece of told.pieces) {
			expect(piece).toMatchObject({ startSeconds: endSeconds, format: 'flac', endsInSound: false });
			expect(piece.sizeBytes).toBe(statSync(piece.file).size);
			expect(piece.sizeBytes).toBeLessThanOrEqual(maximumBytes);
			({ endSeconds } = piece);
			if (piece !== told.pieces.at(-1)) expect(levelAround(samples, endSeconds)).toBeLessThan(-15);
		}
		expect(endSeconds).toBe(told.durationSeconds);
	});

	it('comes in pieces no longer than the model takes', async () => {
		const told = await cut(fixture('long.flac'), { maximumSeconds: 40 });
		expect(told.pieces.length).toBe(3);
		for (const { startSeconds, endSeconds } of told.pieces) {
			expect(endSeconds - startSeconds).toBeLessThanOrEqual(40);
		}
	});

	it('stays below the limit where nothing can be compressed, and says that there was no pause', async () => {
		const noise = await makeMedia(at('noise.wav'), ...NOISE);
		const told = await cut(noise, { maximumBytes: 250_000 });
		const sizes = told.pieces.map(({ sizeBytes }) => sizeBytes);
		expect(Math.max(...sizes)).toBeLessThanOrEqual(250_000);
		expect(Math.max(...sizes)).toBeGreaterThan(150_000);
		expect(told.pieces.map(({ endsInSound }) => endsInSound)).toEqual([
			...sizes.slice(1).map(() => true),
			false,
		]);
		expect(await joinSamples(told)).toEqual((await decodeAll(noise)).samples);
	});

	it('bears an hour of silence before a word', async () => {
		const silence = ['-f', 'lavfi', '-i', 'anullsrc=r=16000:cl=mono', '-i', fixture('quilter.wav')];
		const chain = '[0:a]atrim=duration=3600[s];[s][1:a]concat=n=2:v=0:a=1';
		const file = await makeMedia(at('late.flac'), ...silence, '-filter_complex', chain);
		const told = await cut(file, { maximumSeconds: 600 });
		expect(told.pieces.length).toBe(7);
		expect(told.pieces.every(({ endsInSound }) => !endsInSound)).toBe(true);
		expect(told.durationSeconds).toBeCloseTo(3600 + 5.855, 2);
	});

	it('leaves only the pieces in its folder', async () => {
		const pieces = mkdtempSync(at('kept-'));
		const told = await cut(fixture('long.flac'), { maximumSeconds: 40, folder: pieces });
		expect(readdirSync(pieces).sort()).toEqual(
			told.pieces.map(({ file }) => path.basename(file)).sort(),
		);
	});

	it('ends when it is stopped', async () => {
		const signal = AbortSignal.abort();
		const input = { audioPath: fixture('long.flac'), folder, channel: 'mix' as const };
		await expect(
			cutIntoPieces({ ...input, maximumBytes: 400_000 }, { signal }),
		).rejects.toMatchObject({ code: 'CANCELLED' });
	});
});

/** How loud the 200 ms around a time are beside the whole, in dB. */
function levelAround(samples: Float32Array, seconds: number): number {
	const [from, to] = [seconds - 0.1, seconds + 0.1].map((time) => Math.round(time * 16000));
	return 10 * Math.log10(powerOf(samples.subarray(from, to)) / powerOf(samples));
}

function powerOf(samples: Float32Array): number {
	return samples.reduce((sum, value) => sum + value * value, 0) / samples.length;
}

describe('a recording that a service takes', () => {
	it.each([
		['tone.wav', [], 'wav'],
		['tone.flac', [], 'flac'],
		['tone.mp3', [], 'mp3'],
		['tone.m4a', ['-c:a', 'aac'], 'm4a'],
		['tone.ogg', ['-c:a', 'libvorbis'], 'ogg'],
		['tone.webm', ['-c:a', 'libopus'], 'webm'],
	])('goes up as it is: %s', async (name, codec, format) => {
		const file = await makeMedia(at(`as-is-${name}`), ...TONE, ...codec);
		const told = await cut(file);
		expect(told.pieces).toEqual([
			expect.objectContaining({ file, format, startSeconds: 0, sizeBytes: statSync(file).size }),
		]);
		expect(told.durationSeconds).toBeCloseTo(3, 1);
		expect(told.pieces[0].endSeconds).toBe(told.durationSeconds);
	});

	it('goes up as it is by its content, whatever its name', async () => {
		const file = at('input-without-extension');
		await makeMedia(file, ...TONE, '-f', 'mp3');
		expect((await cut(file)).pieces).toMatchObject([{ file, format: 'mp3' }]);
	});

	it('is a video with one sound track, too', async () => {
		const file = await makeMedia(at('clip.mp4'), ...RED, ...TONE, '-c:a', 'aac');
		expect((await cut(file)).pieces).toMatchObject([{ file, format: 'mp4' }]);
	});

	it.each([
		['a container that services do not know', 'odd.aiff', TONE, []],
		['a codec that they do not know', 'odd.wav', TONE, ['-c:a', 'adpcm_ima_wav']],
		['Matroska', 'odd.mkv', TONE, ['-c:a', 'libopus']],
		['two sound tracks', 'two.m4a', [...TONE, ...TONE], ['-map', '0', '-map', '1', '-c:a', 'aac']],
	])('is not: %s', async (_, name, input, output) => {
		const file = await makeMedia(at(name), ...input, ...output);
		const { pieces, durationSeconds } = await cut(file);
		expect(pieces).toMatchObject([
			{ format: 'flac', startSeconds: 0, endSeconds: durationSeconds },
		]);
		expect(pieces[0].file).not.toBe(file);
		expect(durationSeconds).toBeCloseTo(3, 1);
	});

	it('is not one channel of several', async () => {
		const { pieces } = await cut(fixture('stereo.wav'), { channel: 1 });
		const [{ samples }, right] = await Promise.all([
			decodeAll(pieces[0].file),
			decodeAll(fixture('stereo.wav'), { channel: 1 }),
		]);
		expect(samples).toEqual(right.samples);
	});
});

describe('a recording that is none', () => {
	it('is mended where it ends early, with a warning', async () => {
		const whole = await makeMedia(at('whole.wav'), ...TONE);
		const bytes = readFileSync(whole);
		writeFileSync(at('cut.wav'), bytes.subarray(0, bytes.length / 2));
		const { pieces, warnings } = await cut(at('cut.wav'));
		expect(pieces).toMatchObject([{ format: 'flac', endSeconds: expect.closeTo(1.5, 1) }]);
		expect(warnings.join(' ')).toContain('The file ends early');
	});

	it.each([
		['an empty file', () => writeFileSync(at('none'), ''), 'FILE_EMPTY'],
		['a text', () => writeFileSync(at('none'), 'no sound at all'), 'NOT_MEDIA'],
		['a video without sound', () => makeMedia(at('none'), ...RED, '-f', 'mp4'), 'NO_AUDIO'],
	])('is a coded error: %s', async (_, make, code) => {
		await make();
		await expect(cut(at('none'))).rejects.toMatchObject({ code });
	});

	it('has no channel that is not there', async () => {
		await expect(cut(fixture('stereo.wav'), { channel: 2 })).rejects.toMatchObject({
			code: 'NO_SUCH_CHANNEL',
		});
	});
});
