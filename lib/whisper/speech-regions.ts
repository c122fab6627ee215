/** A stretch of speech, in samples. */
export interface SpeechRegion {
	start: number;
	end: number;
}

export interface SpeechOptions {
	sampleRateHz: number;
	/** Samples that one probability stands for. */
	hopSamples: number;
	/** Speech begins at this probability, and ends under `silenceThreshold`. */
	threshold: number;
	silenceThreshold: number;
	/** A shorter silence does not end a stretch. */
	minimumSilenceSeconds: number;
	/** Kept on both sides; a shorter gap is shared between its neighbours. */
	padSeconds: number;
	/** A longer stretch is cut at its last short silence, else anywhere. Padding included. */
	maximumSpeechSeconds: number;
}

// A silence of this length is a place to cut a stretch that grows too long.
const CUTTABLE_SILENCE_SECONDS = 0.098;

/**
 * Turns voice probabilities into padded stretches, one after another, as Silero's and faster-whisper's
 * segmentation do. Feed `push` in order, then `finish`; each returns the stretches that are final by then.
 */
export class SpeechRegionDetector {
	private position = 0;
	private start: number | undefined;
	private silenceStart: number | undefined;
	private cut: { end: number; next: number | undefined } | undefined;
	private held: SpeechRegion | undefined;

	constructor(private readonly options: SpeechOptions) {}

	/** No sample before this is needed any more. */
	get earliestNeeded(): number {
		return Math.max(0, (this.held?.start ?? this.start ?? this.position) - this.padSamples);
	}

	push(probability: number): SpeechRegion[] {
		const now = this.position;
		this.position += this.options.hopSamples;
		if (probability >= this.options.threshold) return this.hearSpeech(now);
		if (this.start === undefined) return this.letGo();
		const ended = this.limitLength(now);
		if (this.start === undefined || probability >= this.options.silenceThreshold) return ended;
		return [...ended, ...this.hearSilence(now)];
	}

	finish(totalSamples: number): SpeechRegion[] {
		const last = this.start === undefined ? [] : this.close(this.start, totalSamples);
		if (!this.held) return last;
		return [
			...last,
			{ start: this.held.start, end: Math.min(totalSamples, this.held.end + this.padSamples) },
		];
	}

	private hearSpeech(now: number): SpeechRegion[] {
		if (this.silenceStart !== undefined) {
			this.silenceStart = undefined;
			if (this.cut && this.cut.next === undefined) this.cut.next = now;
		}
		if (this.start !== undefined) return this.limitLength(now);
		this.start = now;
		return [];
	}

	private hearSilence(now: number): SpeechRegion[] {
		this.silenceStart ??= now;
		const silence = now - this.silenceStart;
		if (silence > this.samples(CUTTABLE_SILENCE_SECONDS))
			this.cut = { end: this.silenceStart, next: undefined };
		if (silence < this.samples(this.options.minimumSilenceSeconds)) return [];
		const region = this.close(this.start!, this.silenceStart);
		this.begin(undefined);
		return region;
	}

	private limitLength(now: number): SpeechRegion[] {
		const { maximumSpeechSeconds, hopSamples } = this.options;
		const longest = this.samples(maximumSpeechSeconds) - hopSamples - 2 * this.padSamples;
		if (now - this.start! <= longest) return [];
		const region = this.close(this.start!, this.cut?.end ?? now);
		this.begin(this.cut?.next);
		return region;
	}

	private begin(start: number | undefined): void {
		this.start = start;
		this.silenceStart = undefined;
		this.cut = undefined;
	}

	/** A stretch is final when the next ends near it: only then its padding is known. */
	private close(start: number, end: number): SpeechRegion[] {
		const previous = this.held;
		if (!previous) {
			this.held = { start: Math.max(0, start - this.padSamples), end };
			return [];
		}
		const gap = start - previous.end;
		const pad = Math.min(this.padSamples, Math.floor(gap / 2));
		this.held = { start: start - pad, end };
		return [{ start: previous.start, end: previous.end + pad }];
	}

	/** After a silence too long to share, a stretch is final too: nothing before it need be kept. */
	private letGo(): SpeechRegion[] {
		if (!this.held || this.position - this.held.end < 2 * this.padSamples) return [];
		const { start, end } = this.held;
		this.held = undefined;
		return [{ start, end: end + this.padSamples }];
	}

	private get padSamples(): number {
		return this.samples(this.options.padSeconds);
	}

	private samples(seconds: number): number {
		return Math.round(seconds * this.options.sampleRateHz);
	}
}
