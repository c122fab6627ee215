import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { extractAudioTrack } from '../../../../lib/media/video/audio-track';
import { decodeAll, makeMedia, useFolder } from '../../../helpers/media';

const folder = useFolder();
const PICTURE = ['-f', 'lavfi', '-i', 'color=red:s=64x48:d=3:r=10'];
const TONE = ['-f', 'lavfi', '-i', 'sine=440:d=3:r=48000'];

describe('extractAudioTrack', () => {
	it.each([
		['sound.mp4', ['-c:a', 'aac'], 'm4a', 'audio/mp4'],
		['sound.ts', ['-c:a', 'aac'], 'm4a', 'audio/mp4'],
		['sound.webm', ['-c:v', 'libvpx', '-c:a', 'libopus'], 'ogg', 'audio/ogg'],
		['vorbis.mkv', ['-c:a', 'libvorbis'], 'ogg', 'audio/ogg'],
		['sound.avi', ['-c:v', 'mpeg4', '-c:a', 'libmp3lame'], 'mp3', 'audio/mpeg'],
		['flac.mkv', ['-c:a', 'flac'], 'flac', 'audio/flac'],
		['pcm.mov', ['-c:a', 'pcm_s16le'], 'flac', 'audio/flac'],
	])('takes the sound out of %s', async (name, codecs, format, mimeType) => {
		const file = await makeMedia(path.join(folder, name), ...PICTURE, ...TONE, ...codecs);
		const track = await extractAudioTrack(file, path.join(folder, `track-${name}`));
		expect(track).toMatchObject({ format, mimeType });
		expect(path.extname(track.file)).toBe(`.${format}`);
		const { samples } = await decodeAll(track.file);
		expect(Math.abs(samples.length / 16000 - 3)).toBeLessThan(0.2);
	});

	it('keeps the time of sound that starts late', async () => {
		const file = await makeMedia(
			path.join(folder, 'late.mp4'),
			...[...PICTURE, '-itsoffset', '1.5', ...TONE, '-c:a', 'aac'],
		);
		const track = await extractAudioTrack(file, path.join(folder, 'late'));
		const { samples } = await decodeAll(track.file);
		const first = samples.findIndex((sample) => Math.abs(sample) > 0.01);
		expect(first / 16000).toBeCloseTo(1.5, 1);
	});

	it('tells a video without sound, and leaves no file', async () => {
		const file = await makeMedia(path.join(folder, 'silent.mp4'), ...PICTURE);
		await expect(extractAudioTrack(file, path.join(folder, 'none'))).rejects.toMatchObject({
			code: 'NO_AUDIO',
		});
		expect(readdirSync(folder).filter((name) => name.startsWith('none'))).toEqual([]);
	});

	it('leaves no file when stopped', async () => {
		const long = ['-f', 'lavfi', '-i', 'sine=d=3600:r=48000', '-c:a', 'pcm_s16le'];
		const file = await makeMedia(path.join(folder, 'long.mov'), ...long);
		const controller = new AbortController();
		const stopped = path.join(folder, 'stopped');
		const track = extractAudioTrack(file, stopped, { signal: controller.signal });
		track.catch(() => {});
		while (!existsSync(`${stopped}.flac`)) await new Promise((resolve) => setTimeout(resolve, 5));
		controller.abort();
		await expect(track).rejects.toMatchObject({ code: 'CANCELLED' });
		expect(existsSync(`${stopped}.flac`)).toBe(false);
	});
});
