import { createRealFft } from '../../../lib/whisper/fft';
import { seeded } from './support';

/** The definition: |sum x[n] exp(-2 pi i k n / N)|^2. */
function plainPower(signal: Float64Array): number[] {
	const { length } = signal;
	return Array.from({ length: length / 2 + 1 }, (_, k) => {
		let re = 0;
		let im = 0;
		signal.forEach((value, n) => {
			const angle = (-2 * Math.PI * ((k * n) % length)) / length;
			re += value * Math.cos(angle);
			im += value * Math.sin(angle);
		});
		return re * re + im * im;
	});
}

describe('createRealFft', () => {
	it.each([2, 4, 6, 8, 10, 14, 22, 30, 64, 98, 100, 400, 512])(
		'is the discrete Fourier transform of length %d',
		(length) => {
			const random = seeded(length);
			const signal = Float64Array.from({ length }, () => random() * 2 - 1);
			const power = new Float64Array(length / 2 + 1);
			const fft = createRealFft(length);
			fft.powerSpectrum(Float64Array.from(signal).fill(1), power);
			fft.powerSpectrum(signal, power);
			plainPower(signal).forEach((expected, k) => expect(power[k]).toBeCloseTo(expected, 8));
		},
	);

	it('finds a tone in its bin, and leaves the signal as it was', () => {
		const signal = Float64Array.from({ length: 400 }, (_, n) =>
			Math.cos((2 * Math.PI * 25 * n) / 400),
		);
		const before = Float64Array.from(signal);
		const power = new Float64Array(201);
		createRealFft(400).powerSpectrum(signal, power);
		expect(power[25]).toBeCloseTo(200 ** 2, 6);
		expect(power.reduce((sum, value) => sum + value, 0)).toBeCloseTo(200 ** 2, 6);
		expect(signal).toEqual(before);
	});
});
