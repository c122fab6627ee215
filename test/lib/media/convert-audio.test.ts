import { statSync } from 'node:fs';
import path from 'node:path';
import { shutdownEngines } from '../../../lib/inference/pool';
import { convertAudio } from '../../../lib/media/convert-audio';
import { probeMedia } from '../../../lib/media/probe';
import { AUDIO, decodeAll, useFolder } from '../../helpers/media';

const folder = useFolder();
const audioPath = path.join(AUDIO, 'stereo.wav');

afterAll(() => shutdownEngines());

describe('convertAudio', () => {
	it('writes WAV with the very samples that are decoded', async () => {
		const made = await convertAudio({ audioPath, folder, format: 'wav' });
		const { samples } = await decodeAll(audioPath);
		expect((await decodeAll(made.file)).samples).toEqual(samples);
		expect(made).toMatchObject({
			durationSeconds: samples.length / 16000,
			sizeBytes: statSync(made.file).size,
			isCut: false,
			warnings: [],
		});
		expect(path.dirname(made.file)).toBe(folder);
		expect(statSync(made.file).mode & 0o777).toBe(0o600);
	});

	it('writes a part of it', async () => {
		const part = { startSeconds: 1.5, maximumSeconds: 2 };
		const made = await convertAudio({ audioPath, folder, format: 'wav', ...part, channel: 0 });
		const { samples } = await decodeAll(audioPath, { channel: 0 });
		expect((await decodeAll(made.file)).samples).toEqual(samples.slice(24000, 56000));
		expect(made).toMatchObject({ durationSeconds: 2, isCut: true });
	});

	it('writes MP3, mono, 16 kHz', async () => {
		const made = await convertAudio({ audioPath, folder, format: 'mp3', maximumSeconds: 3 });
		expect(await probeMedia(made.file)).toMatchObject({
			formatName: 'mp3',
			audioStreams: [{ codec: 'mp3', channels: 1, sampleRateHz: 16000 }],
		});
		expect(made.durationSeconds).toBe(3);
		expect(made.sizeBytes).toBe(statSync(made.file).size);
		expect(made.sizeBytes).toBeLessThan(30_000);
	});

	it('says that a part lies behind the end', async () => {
		const behind = { audioPath, folder, format: 'wav' as const, startSeconds: 999 };
		await expect(convertAudio(behind)).rejects.toMatchObject({ code: 'NOTHING_IN_PART' });
	});
});
