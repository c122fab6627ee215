import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AUDIO, decodeAll, makeMedia, ROCKET, useFolder } from '../../helpers/media';

const folder = useFolder();
const quilter = readFileSync(path.join(AUDIO, 'quilter.wav'));
const soundBytes = quilter.length - 44;

function write(name: string, content: string | Buffer): string {
	const file = path.join(folder, name);
	writeFileSync(file, content);
	return file;
}

function withAnnounced(bytes: number, wav = quilter): Buffer {
	const lying = Buffer.from(wav);
	lying.writeUInt32LE(bytes, 40);
	return lying;
}

/** The same "random" bytes in every run. */
function noise(bytes: number): Buffer {
	const blocks = Array.from({ length: Math.ceil(bytes / 32) }, (_, index) =>
		createHash('sha256').update(`${index}`).digest(),
	);
	return Buffer.concat(blocks).subarray(0, bytes);
}

describe('a file that is no recording', () => {
	it.each([
		['zero length', () => write('zero.wav', ''), 'FILE_EMPTY'],
		['a WAV header alone', () => write('header.wav', quilter.subarray(0, 44)), 'NO_SAMPLES'],
		['half a WAV header', () => write('half.wav', quilter.subarray(0, 20)), 'NOT_MEDIA'],
		['random bytes', () => write('random.bin', noise(200_000)), 'NOT_MEDIA'],
		['random bytes called WAV', () => write('random.wav', noise(200_000)), 'NOT_MEDIA'],
		['random bytes called MP3', () => write('random.mp3', noise(200_000)), 'NOT_MEDIA'],
		[
			'random bytes behind a WAV name tag',
			() => write('tag.wav', Buffer.concat([quilter.subarray(0, 12), noise(9999)])),
			'NOT_MEDIA',
		],
		['a text file', () => write('note.txt', 'Buy milk.\n'.repeat(200)), 'NOT_MEDIA'],
		['a text file called MP3', () => write('note.mp3', 'Buy milk.\n'), 'NOT_MEDIA'],
		['a picture', () => ROCKET, 'PICTURE'],
		['a picture without a name', () => write('picture', readFileSync(ROCKET)), 'PICTURE'],
		['a picture called WAV', () => write('picture.wav', readFileSync(ROCKET)), 'PICTURE'],
		['a folder', () => folder, 'NOT_A_FILE'],
		['nothing', () => path.join(folder, 'missing.wav'), 'FILE_MISSING'],
		['a name no file can have', () => 'a\0b.wav', 'FILE_MISSING'],
	])('%s is told', async (_, make, code) => {
		const failure = await decodeAll(make()).catch((error: unknown) => error);
		expect(failure).toMatchObject({ name: 'MultimodalError', errorClass: 'media', code });
		expect((failure as Error).message).toMatch(/^[^\n]{40,700}\.$/);
		expect((failure as Error).message).not.toMatch(/0x[0-9a-f]{6}|undefined|file:/);
	});

	it('a video without sound is told', async () => {
		const file = await makeMedia(
			path.join(folder, 'silent.mp4'),
			'-f',
			'lavfi',
			'-i',
			'color=red:s=64x48:d=1',
			'-c:v',
			'mpeg4',
		);
		await expect(decodeAll(file)).rejects.toMatchObject({ code: 'NO_AUDIO' });
	});

	it('a video cut off before its index is told', async () => {
		const whole = await makeMedia(
			path.join(folder, 'whole.m4a'),
			'-f',
			'lavfi',
			'-i',
			'sine=d=20',
			'-c:a',
			'aac',
		);
		const bytes = readFileSync(whole);
		const file = write('cut.m4a', bytes.subarray(0, bytes.length / 2));
		await expect(decodeAll(file)).rejects.toMatchObject({
			code: 'NOT_MEDIA',
			message: expect.stringContaining('moov atom not found'),
		});
	});
});

describe('a file whose header lies', () => {
	it.each([
		['far more than there is', withAnnounced(soundBytes * 3), soundBytes / 2, 'ends early'],
		['the largest length', withAnnounced(0xffffffff), soundBytes / 2, undefined],
		['no length', withAnnounced(0), soundBytes / 2, undefined],
		['a tenth of what is there', withAnnounced(soundBytes / 10), soundBytes / 2, 'announces less'],
		['a file that was cut', quilter.subarray(0, 44 + 64000), 32000, 'ends early'],
		[
			'the truth, then a tag',
			Buffer.concat([quilter, Buffer.from('LIST\0\x20\0\0'), Buffer.alloc(8192)]),
			soundBytes / 2,
			undefined,
		],
	])('WAV announcing %s: what is there is decoded', async (name, content, sampleCount, warning) => {
		const { samples, warnings } = await decodeAll(write(`${name}.wav`, content));
		expect(samples).toHaveLength(sampleCount);
		expect(warnings).toEqual(warning ? [expect.stringContaining(warning)] : []);
	});

	it('FLAC that was cut gives its start and a warning', async () => {
		const flac = readFileSync(path.join(AUDIO, 'jfk.flac'));
		const { samples, warnings } = await decodeAll(
			write('cut.flac', flac.subarray(0, flac.length / 2)),
		);
		expect(samples.length).toBeGreaterThan(60_000);
		expect(warnings).toContainEqual(
			expect.stringMatching(/ends early: its header announces 11\.0 s/),
		);
	});

	it('MP3 with a damaged middle gives the rest and a warning', async () => {
		const mp3 = Buffer.from(readFileSync(path.join(AUDIO, 'hotwords.mp3')));
		noise(6000).copy(mp3, mp3.length / 2);
		const { samples, warnings } = await decodeAll(write('damaged.mp3', mp3));
		expect(samples.length).toBeGreaterThan(40_000);
		expect(warnings).toContainEqual(expect.stringContaining('damaged'));
	});
});

it('a folder named like a recording is still a folder', async () => {
	mkdirSync(path.join(folder, 'talk.wav'));
	await expect(decodeAll(path.join(folder, 'talk.wav'))).rejects.toMatchObject({
		code: 'NOT_A_FILE',
	});
});
