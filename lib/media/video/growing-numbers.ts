const FIRST_LENGTH = 1024;

/** A list of numbers of unknown length at eight bytes each. */
export class GrowingNumbers {
	private numbers = new Float64Array(FIRST_LENGTH);
	private length = 0;

	push(value: number): void {
		if (this.length === this.numbers.length) {
			const larger = new Float64Array(2 * this.length);
			larger.set(this.numbers);
			this.numbers = larger;
		}
		this.numbers[this.length++] = value;
	}

	pop(): void {
		this.length = Math.max(0, this.length - 1);
	}

	/** The numbers so far. */
	toArray(): Float64Array {
		return this.numbers.slice(0, this.length);
	}
}
