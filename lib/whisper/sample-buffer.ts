/** A sliding view of a sound that is still being decoded: positions are samples from the file's start. */
export class SampleBuffer {
	private readonly source: AsyncIterator<Float32Array>;
	private chunks: Float32Array[] = [];
	private first = 0;
	private received = 0;
	private ended = false;

	constructor(samples: AsyncIterable<Float32Array>) {
		this.source = samples[Symbol.asyncIterator]();
	}

	/** Samples received so far; the sound's length once `reach` has answered less than was asked. */
	get length(): number {
		return this.received;
	}

	/** Waits until `position` is received or the sound ends; returns the reachable position. */
	async reach(position: number): Promise<number> {
		while (!this.ended && this.received < position) {
			const { done, value } = await this.source.next();
			if (done) this.ended = true;
			else {
				this.chunks.push(value);
				this.received += value.length;
			}
		}
		return Math.min(position, this.received);
	}

	/** Copies [start, end) of what was received and not discarded. */
	read(start: number, end: number): Float32Array {
		const samples = new Float32Array(Math.max(0, end - start));
		let offset = this.first;
		for (const chunk of this.chunks) {
			const from = Math.max(start - offset, 0);
			const to = Math.min(end - offset, chunk.length);
			if (from < to) samples.set(chunk.subarray(from, to), offset + from - start);
			offset += chunk.length;
		}
		return samples;
	}

	/** Forgets whole chunks before `position`. */
	discardBefore(position: number): void {
		while (this.chunks.length > 0 && this.first + this.chunks[0].length <= position) {
			this.first += this.chunks.shift()!.length;
		}
	}

	/** Receives the rest and keeps none of it; returns the sound's length. */
	async drain(): Promise<number> {
		while (!this.ended) {
			this.discardBefore(this.received);
			await this.reach(this.received + 1);
		}
		return this.received;
	}

	/** Ends the decoding, also in the middle. */
	async close(): Promise<void> {
		this.ended = true;
		this.chunks = [];
		await this.source.return?.();
	}
}
