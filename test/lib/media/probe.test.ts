import path from 'node:path';
import { probeMedia } from '../../../lib/media/probe';
import { AUDIO, decodeAll, makeMedia, ROCKET, useFolder } from '../../helpers/media';

const folder = useFolder();

describe('probeMedia', () => {
	it('reads the headers of a recording', async () => {
		await expect(probeMedia(path.join(AUDIO, 'stereo.wav'))).resolves.toMatchObject({
			formatName: 'wav',
			durationSeconds: 5,
			isDurationEstimated: false,
			audioStreams: [{ index: 0, codec: 'pcm_s16le', channels: 2, sampleRateHz: 16000 }],
			videoStreams: [],
		});
	});

	it('reads the headers of a video', async () => {
		const sources = [
			'-f',
			'lavfi',
			'-i',
			'color=red:s=64x48:d=2',
			'-f',
			'lavfi',
			'-i',
			'sine=d=2:r=44100',
		];
		const file = await makeMedia(
			path.join(folder, 'video.mp4'),
			...sources,
			'-c:v',
			'mpeg4',
			'-c:a',
			'aac',
		);
		const media = await probeMedia(file);
		expect(media.formatName).toContain('mp4');
		expect(media.durationSeconds).toBeCloseTo(2, 0);
		expect(media.videoStreams).toEqual([{ index: 0, codec: 'mpeg4', width: 64, height: 48 }]);
		expect(media.audioStreams).toMatchObject([
			{ index: 1, codec: 'aac', channels: 1, sampleRateHz: 44100 },
		]);
	});

	it('does not take a cover picture for a video', async () => {
		const cover = [
			'-i',
			ROCKET,
			'-map',
			'0',
			'-map',
			'1',
			'-c:v',
			'copy',
			'-disposition:v',
			'attached_pic',
		];
		const file = await makeMedia(
			path.join(folder, 'cover.mp3'),
			'-i',
			path.join(AUDIO, 'jfk.flac'),
			...cover,
		);
		const media = await probeMedia(file);
		expect(media.videoStreams).toEqual([]);
		expect(media.audioStreams).toHaveLength(1);
		const { samples, warnings } = await decodeAll(file);
		expect(samples.length / 16000).toBeCloseTo(11, 0);
		expect(warnings).toEqual([]);
	});

	it('says when a duration is a guess', async () => {
		const file = await makeMedia(
			path.join(folder, 'bare.aac'),
			'-f',
			'lavfi',
			'-i',
			'sine=d=20',
			'-c:a',
			'aac',
		);
		await expect(probeMedia(file)).resolves.toMatchObject({ isDurationEstimated: true });
		expect((await decodeAll(file)).warnings).toEqual([]);
	});

	it('stops when cancelled', async () => {
		const file = path.join(AUDIO, 'jfk.flac');
		await expect(probeMedia(file, { signal: AbortSignal.abort() })).rejects.toMatchObject({
			code: 'CANCELLED',
		});
	});
});
