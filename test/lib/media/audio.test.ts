import path from 'node:path';
import { AUDIO, decodeAll, makeMedia, runPlainFfmpeg, useFolder } from '../../helpers/media';

const folder = useFolder();
const at = (name: string) => path.join(folder, name);
const fixture = (name: string) => path.join(AUDIO, name);
const TONES = [
	'-f',
	'lavfi',
	'-i',
	'sine=440:d=3:r=48000',
	'-f',
	'lavfi',
	'-i',
	'sine=880:d=3:r=48000',
];

async function decodeLikeWhisper(file: string): Promise<Float32Array> {
	const bytes = await runPlainFfmpeg(
		...[
			'-threads',
			'0',
			'-i',
			file,
			'-f',
			's16le',
			'-ac',
			'1',
			'-acodec',
			'pcm_s16le',
			'-ar',
			'16000',
		],
	);
	return Float32Array.from(
		{ length: bytes.length / 2 },
		(_, index) => bytes.readInt16LE(2 * index) / 32768,
	);
}

function countCrossings(samples: Float32Array): number {
	return samples.reduce(
		(count, value, index) => count + Number(value >= 0 && samples[index - 1] < 0),
		0,
	);
}

describe('decodeAudio', () => {
	it.each(['jfk.flac', 'stereo.wav', 'hotwords.mp3', 'long.flac'])(
		'gives the samples of openai-whisper for %s',
		async (name) => {
			const { samples, warnings } = await decodeAll(fixture(name));
			expect(
				Buffer.compare(
					Buffer.from(samples.buffer),
					Buffer.from((await decodeLikeWhisper(fixture(name))).buffer),
				),
			).toBe(0);
			expect(warnings).toEqual([]);
		},
	);

	it('gives 11 seconds for jfk.flac, at the rate asked for', async () => {
		expect((await decodeAll(fixture('jfk.flac'))).samples).toHaveLength(176000);
		expect((await decodeAll(fixture('jfk.flac'), { sampleRateHz: 8000 })).samples).toHaveLength(
			88000,
		);
	});

	it('picks one channel, and mixes to the mean of both', async () => {
		const [left, right, mix] = await Promise.all(
			([0, 1, 'mix'] as const).map(
				async (channel) => (await decodeAll(fixture('stereo.wav'), { channel })).samples,
			),
		);
		expect(left).toHaveLength(mix.length);
		expect(right).toHaveLength(mix.length);
		const apart = left.reduce(
			(most, value, index) => Math.max(most, Math.abs(value - right[index])),
			0,
		);
		const off = mix.reduce(
			(most, value, index) => Math.max(most, Math.abs(value - (left[index] + right[index]) / 2)),
			0,
		);
		expect(apart).toBeGreaterThan(0.1);
		expect(off).toBeLessThan(2 / 32768);
	});

	it('picks the channel that was named, not another', async () => {
		const file = await makeMedia(at('tones.wav'), ...TONES, '-filter_complex', 'amerge=inputs=2');
		expect(countCrossings((await decodeAll(file, { channel: 0 })).samples) / 3).toBeCloseTo(
			440,
			-1,
		);
		expect(countCrossings((await decodeAll(file, { channel: 1 })).samples) / 3).toBeCloseTo(
			880,
			-1,
		);
	});

	it.each([2, -1, 0.5])(
		'says how many channels there are when asked for channel %s',
		async (channel) => {
			await expect(decodeAll(fixture('stereo.wav'), { channel })).rejects.toMatchObject({
				code: 'NO_SUCH_CHANNEL',
				message: expect.stringContaining('2 channels'),
			});
		},
	);

	it.each([
		['sound.mp4', ['-c:v', 'mpeg4', '-c:a', 'aac', '-shortest']],
		['sound.mkv', ['-c:v', 'mpeg4', '-c:a', 'libopus', '-shortest']],
		['sound.webm', ['-vn', '-c:a', 'libopus']],
		['sound.ogg', ['-vn', '-c:a', 'libvorbis']],
		['sound.m4a', ['-vn', '-c:a', 'aac']],
		['sound.wma', ['-vn', '-c:a', 'wmav2']],
		['sound.avi', ['-c:v', 'mpeg4', '-c:a', 'libmp3lame', '-shortest']],
		['sound.aiff', ['-vn']],
		['sound.amr', ['-vn', '-c:a', 'libopencore_amrnb', '-ar', '8000']],
	])('decodes %s', async (name, codecs) => {
		const picture = ['-f', 'lavfi', '-i', 'color=red:s=64x48:d=3:r=10'];
		const file = await makeMedia(
			at(name),
			'-f',
			'lavfi',
			'-i',
			'sine=440:d=3',
			...picture,
			...codecs,
		);
		const { samples, warnings } = await decodeAll(file);
		expect(Math.abs(samples.length / 16000 - 3)).toBeLessThan(0.2);
		expect(countCrossings(samples) / 3).toBeCloseTo(440, -2);
		expect(warnings).toEqual([]);
	});

	it('takes the first of several sound tracks, whatever the others have', async () => {
		const tracks = ['-map', '0:a', '-map', '1:a', '-ac:a:1', '2', '-c:a', 'aac'];
		const file = await makeMedia(at('tracks.mkv'), ...TONES, ...tracks);
		expect(countCrossings((await decodeAll(file)).samples) / 3).toBeCloseTo(440, -2);
	});
});
