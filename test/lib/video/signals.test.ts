import type { RgbImage } from '../../../lib/media/image/types';
import { contentChange, createSignalMeter } from '../../../lib/video/signals';
import golden from '../../fixtures/golden/video-signals.json';
import { formulaPicture } from '../../helpers/formula-picture';
import { noisy, plain } from './support';

const size = { width: 256, height: 144 };

/** As the oracle makes the second picture of the first: turned by 180 degrees, darker. */
function turned({ width, height, data }: RgbImage): Uint8Array {
	const points = width * height;
	return Uint8Array.from(
		data,
		(_, at) => (data[(points - 1 - Math.floor(at / 3)) * 3 + (at % 3)] >> 1) + 40,
	);
}

describe('signals', () => {
	it('are OpenCV’s', () => {
		const picture = formulaPicture(size.width, size.height);
		const meter = createSignalMeter(size);
		meter.measure(picture.data, 0);
		const signals = meter.measure(turned(picture), 0.04);
		const [hue, saturation, value] = golden.signals.changes;
		expect(signals.seconds).toBe(0.04);
		expect(signals.hueChange).toBeCloseTo(hue, 9);
		expect(signals.saturationChange).toBeCloseTo(saturation, 9);
		expect(signals.valueChange).toBeCloseTo(value, 9);
		expect(signals.brightness).toBeCloseTo(golden.signals.brightness, 1);
		expect(signals.sharpness / golden.signals.sharpness).toBeCloseTo(1, 3);
		expect(contentChange(signals)).toBeCloseTo((hue + saturation + value) / 3, 9);
	});

	it('of the first frame hold no change, and of the same again none', () => {
		const { data } = formulaPicture(size.width, size.height);
		const meter = createSignalMeter(size);
		const none = { hueChange: 0, saturationChange: 0, valueChange: 0 };
		expect(meter.measure(data, 0)).toMatchObject(none);
		expect(meter.measure(data, 1)).toMatchObject(none);
	});

	it('hold a hash that noise on a plain picture does not touch', () => {
		const meter = createSignalMeter(size);
		for (let seed = 0; seed < 5; seed++) {
			const { hash } = meter.measure(noisy(plain(size, [90, 120, 60]), 20, seed), seed);
			expect(hash).toEqual([0, 0]);
		}
	});

	it('hold a hash with a bit for each fall of brightness to the right', () => {
		const data = plain(size, [200, 200, 200]);
		for (let y = 0; y < size.height; y++) data.fill(0, (y * 256 + 128) * 3, (y + 1) * 256 * 3);
		const { hash } = createSignalMeter(size).measure(data, 0);
		// Around the middle, in each of four rows of a half.
		expect(hash).toEqual([0x18181818, 0x18181818]);
	});

	it('hold the mean colours of sixteen parts', () => {
		const data = plain(size, [0, 0, 0]);
		for (let x = 64; x < 128; x++) data.set([10, 20, 30], (40 * 256 + x) * 3);
		const { colours } = createSignalMeter(size).measure(data, 0);
		expect(colours).toHaveLength(48);
		// One row of 36.
		const expected = colours.map((_, index) =>
			index >= 15 && index < 18 ? Math.round(((index - 14) * 10) / 36) : 0,
		);
		expect(colours).toEqual(expected);
	});

	it.each([
		[1, 1],
		[2, 2],
		[3, 5],
		[1, 300],
		[255, 7],
	])('come of %d x %d points', (width, height) => {
		const { data } = formulaPicture(width, height);
		const signals = createSignalMeter({ width, height }).measure(data, 0);
		const numbers = [signals.brightness, signals.sharpness, ...signals.hash, ...signals.colours];
		expect(numbers.every(Number.isFinite)).toBe(true);
	});
});
