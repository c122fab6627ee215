import { createLogMel } from '../../../lib/whisper/log-mel';
import { readWhisperConfig, type WhisperConfig } from '../../../lib/whisper/config';
import { firstWindow, golden, tinyFolder } from './support';

type Goldens = Record<string, { log_mel: { samples: Array<[number, number, number]> } }>;

const goldens = golden<Goldens>('whisper-tiny.en');
const SILENCE = -1.5;

let config: WhisperConfig;
beforeAll(async () => {
	config = await readWhisperConfig(tinyFolder);
});

const tone = (hz: number, seconds: number, level = 0.5) =>
	Float32Array.from(
		{ length: seconds * 16000 },
		(_, n) => level * Math.sin((2 * Math.PI * hz * n) / 16000),
	);

/** The band that is loudest in one frame. */
function loudestBand(features: Float32Array, bands: number, frame: number): number {
	const frames = features.length / bands;
	const column = Array.from({ length: bands }, (_, band) => features[band * frames + frame]);
	return column.indexOf(Math.max(...column));
}

describe('createLogMel', () => {
	it.each(Object.keys(goldens))('gives the values of openai-whisper for %s', async (file) => {
		const features = createLogMel(config)(await firstWindow(file, config));
		for (const [band, frame, value] of goldens[file].log_mel.samples)
			expect(Math.abs(features[band * config.windowFrames + frame] - value)).toBeLessThan(1e-4);
	});

	it.each([80, 128])('has %d bands, narrow and in order of pitch', (melBins) => {
		const logMel = createLogMel({ ...config, melBins });
		const bands = [200, 400, 1000, 2000, 4000, 7000].map((hz) => {
			const features = logMel(tone(hz, 1));
			expect(features).toHaveLength(melBins * config.windowFrames);
			return loudestBand(features, melBins, 50);
		});
		expect(bands).toEqual([...bands].sort((a, b) => a - b));
		expect(new Set(bands).size).toBe(bands.length);
		expect(bands[5]).toBeGreaterThan(melBins * 0.85);
	});

	it('is flat for no sound and for silence', () => {
		const logMel = createLogMel(config);
		for (const samples of [new Float32Array(0), new Float32Array(16000)])
			expect(new Set(logMel(samples))).toEqual(new Set([SILENCE]));
	});

	it('takes a sound shorter than a frame, padded with silence', () => {
		const features = createLogMel(config)(Float32Array.from([0.5, -0.5, 0.5]));
		expect(features.every(Number.isFinite)).toBe(true);
		expect(features[0]).toBeGreaterThan(features[10]);
		expect(features[10]).toBe(features[config.windowFrames - 1]);
	});

	it('holds no more than 80 dB between loud and quiet', () => {
		const features = createLogMel(config)(tone(440, 2));
		const sorted = features.toSorted();
		const [low, high] = [sorted[0], sorted[sorted.length - 1]];
		expect(high - low).toBeCloseTo(2, 5);
	});

	it('rises by 0.5 for ten times the level: 20 dB of power', () => {
		const logMel = createLogMel(config);
		const [quiet, loud] = [0.05, 0.5].map((level) => logMel(tone(1000, 1, level)));
		const band = loudestBand(loud, 80, 50) * config.windowFrames + 50;
		expect(loud[band] - quiet[band]).toBeCloseTo(0.5, 3);
	});

	it('gives the same again: nothing stays from the window before', () => {
		const logMel = createLogMel(config);
		const first = logMel(tone(300, 1));
		logMel(tone(5000, 3));
		expect(Buffer.from(logMel(tone(300, 1)).buffer).equals(Buffer.from(first.buffer))).toBe(true);
	});
});
