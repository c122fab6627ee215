import { PIECE_SAMPLE_RATE_HZ } from './sample-rate';

/** Speech's own syllables are longer, pauses between words too. */
export const FRAME_SECONDS = 0.02;
export const FRAME_SAMPLES = FRAME_SECONDS * PIECE_SAMPLE_RATE_HZ;

/** Level of digital silence: below what 16 bits can tell. */
const SILENCE_DB = -100;
const FEWEST_POWER = 10 ** (SILENCE_DB / 10);

/** Level of each 20-ms frame, in dB below full scale, of sound that comes in chunks of any size. */
export class LevelMeter {
	private levels = new Float32Array(1024);
	private count = 0;
	private sum = 0;
	private sumOfSquares = 0;
	private inFrame = 0;

	push(samples: Float32Array): void {
		for (const sample of samples) {
			this.sum += sample;
			this.sumOfSquares += sample * sample;
			this.inFrame++;
			if (this.inFrame === FRAME_SAMPLES) this.endFrame();
		}
	}

	/** Of whole frames since the start, or the last `drop`. */
	get frames(): Float32Array {
		return this.levels.subarray(0, this.count);
	}

	/** Forgets the first frames. */
	drop(frameCount: number): void {
		this.levels.copyWithin(0, frameCount, this.count);
		this.count -= frameCount;
	}

	/** The variance, not the power: a recorder's constant offset is no sound. */
	private endFrame(): void {
		const mean = this.sum / FRAME_SAMPLES;
		const power = this.sumOfSquares / FRAME_SAMPLES - mean * mean;
		if (this.count === this.levels.length) this.grow();
		this.levels[this.count++] = 10 * Math.log10(Math.max(power, FEWEST_POWER));
		this.sum = this.sumOfSquares = this.inFrame = 0;
	}

	private grow(): void {
		const larger = new Float32Array(2 * this.levels.length);
		larger.set(this.levels);
		this.levels = larger;
	}
}
