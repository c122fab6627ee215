import type { WhisperConfig } from './config';
import { createRealFft } from './fft';

type FeatureConfig = Pick<
	WhisperConfig,
	'sampleRateHz' | 'hopLength' | 'fftLength' | 'melBins' | 'windowFrames'
>;

/** Triangular filters are narrow: each keeps only its non-zero run of frequency bins. */
interface MelFilter {
	firstBin: number;
	weights: Float64Array;
}

const DYNAMIC_RANGE_LOG10 = 8;
const FLOOR = 1e-10;

/**
 * Makes the log-Mel front end of a model: samples (one window or less, mono) to
 * [melBins, windowFrames], padded with silence, as openai-whisper computes it.
 */
export function createLogMel(config: FeatureConfig): (samples: Float32Array) => Float32Array {
	const { hopLength, fftLength, melBins, windowFrames } = config;
	const fft = createRealFft(fftLength);
	const filters = melFilters(config);
	const window = hannWindow(fftLength);
	const frame = new Float64Array(fftLength);
	const power = new Float64Array(fftLength / 2 + 1);

	return (samples) => {
		const features = new Float32Array(melBins * windowFrames).fill(Math.log10(FLOOR));
		const soundingFrames = Math.min(
			windowFrames,
			Math.ceil((samples.length + fftLength / 2) / hopLength),
		);
		let peak = Math.log10(FLOOR);
		for (let t = 0; t < soundingFrames; t++) {
			readFrame(samples, t * hopLength - fftLength / 2, windowFrames * hopLength, window, frame);
			fft.powerSpectrum(frame, power);
			for (let bin = 0; bin < melBins; bin++) {
				const level = Math.log10(Math.max(filterEnergy(filters[bin], power), FLOOR));
				features[bin * windowFrames + t] = level;
				if (level > peak) peak = level;
			}
		}
		for (let i = 0; i < features.length; i++) {
			features[i] = (Math.max(features[i], peak - DYNAMIC_RANGE_LOG10) + 4) / 4;
		}
		return features;
	};
}

/** Samples from `start` on, mirrored at the window's edges, silent after the sound's end. */
function readFrame(
	samples: Float32Array,
	start: number,
	length: number,
	window: Float64Array,
	frame: Float64Array,
): void {
	const end = start + frame.length;
	if (start >= 0 && end <= samples.length) {
		for (let i = 0; i < frame.length; i++) frame[i] = samples[start + i] * window[i];
		return;
	}
	for (let i = 0; i < frame.length; i++) {
		let position = Math.abs(start + i);
		if (position >= length) position = 2 * (length - 1) - position;
		frame[i] = position < samples.length ? samples[position] * window[i] : 0;
	}
}

function filterEnergy({ firstBin, weights }: MelFilter, power: Float64Array): number {
	let energy = 0;
	for (let i = 0; i < weights.length; i++) energy += weights[i] * power[firstBin + i];
	return energy;
}

/** Slaney-style Mel filter bank with area normalisation, as librosa's default and Whisper's asset. */
function melFilters({ sampleRateHz, fftLength, melBins }: FeatureConfig): MelFilter[] {
	const bins = fftLength / 2 + 1;
	const topMel = hzToMel(sampleRateHz / 2);
	const edgesHz = Array.from({ length: melBins + 2 }, (_, i) =>
		melToHz((topMel * i) / (melBins + 1)),
	);
	return Array.from({ length: melBins }, (_, m) => {
		const [lowHz, centreHz, highHz] = edgesHz.slice(m, m + 3);
		const weights: number[] = [];
		let firstBin = 0;
		for (let bin = 0; bin < bins; bin++) {
			const hz = (bin * sampleRateHz) / fftLength;
			const weight = Math.min(
				(hz - lowHz) / (centreHz - lowHz),
				(highHz - hz) / (highHz - centreHz),
			);
			if (weight <= 0) continue;
			if (weights.length === 0) firstBin = bin;
			weights.push((weight * 2) / (highHz - lowHz));
		}
		return { firstBin, weights: Float64Array.from(weights) };
	});
}

// Slaney's Mel scale: linear below 1 kHz (15 Mel), logarithmic above.
const LINEAR_HZ_PER_MEL = 200 / 3;
const LOG_START_HZ = 1000;
const LOG_START_MEL = LOG_START_HZ / LINEAR_HZ_PER_MEL;
const LOG_STEP = Math.log(6.4) / 27;

function hzToMel(hz: number): number {
	return hz < LOG_START_HZ
		? hz / LINEAR_HZ_PER_MEL
		: LOG_START_MEL + Math.log(hz / LOG_START_HZ) / LOG_STEP;
}

function melToHz(mel: number): number {
	return mel < LOG_START_MEL
		? mel * LINEAR_HZ_PER_MEL
		: LOG_START_HZ * Math.exp(LOG_STEP * (mel - LOG_START_MEL));
}

function hannWindow(length: number): Float64Array {
	return Float64Array.from({ length }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length));
}
