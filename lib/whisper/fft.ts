/** Fast Fourier transform of a real signal of one even length, made once and used many times. */
export interface RealFft {
	/** Power |X[k]|^2 for k = 0 .. length/2 of the first `length` values of `signal`, into `power`. */
	powerSpectrum(signal: Float64Array, power: Float64Array): void;
}

type Butterfly = (stage: Stage, source: Complex, target: Complex) => void;

interface Complex {
	re: Float64Array;
	im: Float64Array;
}

/** One Stockham pass: `groups` x `stride` butterflies of `radix` points. */
interface Stage {
	radix: number;
	groups: number;
	stride: number;
	twiddle: Complex;
	butterfly: Butterfly;
}

/** Packs the real signal into a complex one of half the length: Stockham passes, then the split. */
export function createRealFft(length: number): RealFft {
	const half = length / 2;
	const stages = planStages(half);
	const split = roots(length, half + 1);
	let front = complex(half);
	let back = complex(half);

	function powerSpectrum(signal: Float64Array, power: Float64Array): void {
		for (let n = 0; n < half; n++) {
			front.re[n] = signal[2 * n];
			front.im[n] = signal[2 * n + 1];
		}
		for (const stage of stages) {
			stage.butterfly(stage, front, back);
			[front, back] = [back, front];
		}
		splitPower(front, split, power);
	}
	return { powerSpectrum };
}

/** X[k] = E[k] + w^k O[k], with E and O the even and odd halves that share one complex spectrum. */
function splitPower({ re, im }: Complex, root: Complex, power: Float64Array): void {
	const half = re.length;
	for (let k = 0; k <= half; k++) {
		const a = k === half ? 0 : k;
		const b = k === 0 ? 0 : half - k;
		const evenRe = (re[a] + re[b]) / 2;
		const evenIm = (im[a] - im[b]) / 2;
		const oddRe = (im[a] + im[b]) / 2;
		const oddIm = (re[b] - re[a]) / 2;
		const real = evenRe + root.re[k] * oddRe - root.im[k] * oddIm;
		const imaginary = evenIm + root.re[k] * oddIm + root.im[k] * oddRe;
		power[k] = real * real + imaginary * imaginary;
	}
}

function planStages(length: number): Stage[] {
	const stages: Stage[] = [];
	let remaining = length;
	let stride = 1;
	for (const radix of factorize(length)) {
		const groups = remaining / radix;
		const butterfly = BUTTERFLIES[radix] ?? sumOf(radix);
		stages.push({ radix, groups, stride, twiddle: roots(remaining, remaining), butterfly });
		remaining = groups;
		stride *= radix;
	}
	return stages;
}

function factorize(length: number): number[] {
	const factors: number[] = [];
	let rest = length;
	const candidates = [4, 5, ...Array.from({ length }, (_, i) => i + 2)];
	for (const factor of candidates) {
		for (; rest % factor === 0; rest /= factor) factors.push(factor);
	}
	return factors;
}

const radix4: Butterfly = ({ groups, stride, twiddle }, x, y) => {
	const quarter = groups * stride;
	for (let p = 0; p < groups; p++) {
		const w1r = twiddle.re[p],
			w1i = twiddle.im[p];
		const w2r = twiddle.re[2 * p],
			w2i = twiddle.im[2 * p];
		const w3r = twiddle.re[3 * p],
			w3i = twiddle.im[3 * p];
		for (let q = 0; q < stride; q++) {
			const i = q + stride * p;
			const o = q + stride * 4 * p;
			const sumRe = x.re[i] + x.re[i + 2 * quarter],
				sumIm = x.im[i] + x.im[i + 2 * quarter];
			const difRe = x.re[i] - x.re[i + 2 * quarter],
				difIm = x.im[i] - x.im[i + 2 * quarter];
			const oddRe = x.re[i + quarter] + x.re[i + 3 * quarter],
				oddIm = x.im[i + quarter] + x.im[i + 3 * quarter];
			const turnRe = x.im[i + quarter] - x.im[i + 3 * quarter],
				turnIm = x.re[i + 3 * quarter] - x.re[i + quarter];
			y.re[o] = sumRe + oddRe;
			y.im[o] = sumIm + oddIm;
			store(y, o + stride, difRe + turnRe, difIm + turnIm, w1r, w1i);
			store(y, o + 2 * stride, sumRe - oddRe, sumIm - oddIm, w2r, w2i);
			store(y, o + 3 * stride, difRe - turnRe, difIm - turnIm, w3r, w3i);
		}
	}
};

const [C1, C2, S1, S2] = [Math.cos, Math.sin].flatMap((f) => [
	f((2 * Math.PI) / 5),
	f((4 * Math.PI) / 5),
]);

const radix5: Butterfly = ({ groups, stride, twiddle }, x, y) => {
	const fifth = groups * stride;
	for (let p = 0; p < groups; p++) {
		for (let q = 0; q < stride; q++) {
			const i = q + stride * p;
			const o = q + stride * 5 * p;
			const aRe = x.re[i],
				aIm = x.im[i];
			const outerRe = x.re[i + fifth] + x.re[i + 4 * fifth],
				outerIm = x.im[i + fifth] + x.im[i + 4 * fifth];
			const outerDifRe = x.re[i + fifth] - x.re[i + 4 * fifth],
				outerDifIm = x.im[i + fifth] - x.im[i + 4 * fifth];
			const innerRe = x.re[i + 2 * fifth] + x.re[i + 3 * fifth],
				innerIm = x.im[i + 2 * fifth] + x.im[i + 3 * fifth];
			const innerDifRe = x.re[i + 2 * fifth] - x.re[i + 3 * fifth],
				innerDifIm = x.im[i + 2 * fifth] - x.im[i + 3 * fifth];
			const b1Re = aRe + C1 * outerRe + C2 * innerRe,
				b1Im = aIm + C1 * outerIm + C2 * innerIm;
			const b2Re = aRe + C2 * outerRe + C1 * innerRe,
				b2Im = aIm + C2 * outerIm + C1 * innerIm;
			const d1Re = S1 * outerDifIm + S2 * innerDifIm,
				d1Im = -S1 * outerDifRe - S2 * innerDifRe;
			const d2Re = S2 * outerDifIm - S1 * innerDifIm,
				d2Im = -S2 * outerDifRe + S1 * innerDifRe;
			y.re[o] = aRe + outerRe + innerRe;
			y.im[o] = aIm + outerIm + innerIm;
			store(y, o + stride, b1Re + d1Re, b1Im + d1Im, twiddle.re[p], twiddle.im[p]);
			store(y, o + 2 * stride, b2Re + d2Re, b2Im + d2Im, twiddle.re[2 * p], twiddle.im[2 * p]);
			store(y, o + 3 * stride, b2Re - d2Re, b2Im - d2Im, twiddle.re[3 * p], twiddle.im[3 * p]);
			store(y, o + 4 * stride, b1Re - d1Re, b1Im - d1Im, twiddle.re[4 * p], twiddle.im[4 * p]);
		}
	}
};

const radix2: Butterfly = ({ groups, stride, twiddle }, x, y) => {
	const half = groups * stride;
	for (let p = 0; p < groups; p++) {
		for (let q = 0; q < stride; q++) {
			const i = q + stride * p;
			const o = q + stride * 2 * p;
			y.re[o] = x.re[i] + x.re[i + half];
			y.im[o] = x.im[i] + x.im[i + half];
			const re = x.re[i] - x.re[i + half];
			const im = x.im[i] - x.im[i + half];
			store(y, o + stride, re, im, twiddle.re[p], twiddle.im[p]);
		}
	}
};

const BUTTERFLIES: Record<number, Butterfly> = { 2: radix2, 4: radix4, 5: radix5 };

/** The plain sum, for lengths with other prime factors. */
function sumOf(radix: number): Butterfly {
	const root = roots(radix, radix);
	return ({ groups, stride, twiddle }, x, y) => {
		for (let p = 0; p < groups; p++) {
			for (let q = 0; q < stride; q++) {
				for (let k = 0; k < radix; k++) {
					let re = 0;
					let im = 0;
					for (let j = 0; j < radix; j++) {
						const i = q + stride * (p + groups * j);
						const w = (j * k) % radix;
						re += x.re[i] * root.re[w] - x.im[i] * root.im[w];
						im += x.re[i] * root.im[w] + x.im[i] * root.re[w];
					}
					store(y, q + stride * (radix * p + k), re, im, twiddle.re[p * k], twiddle.im[p * k]);
				}
			}
		}
	};
}

function store(y: Complex, index: number, re: number, im: number, wRe: number, wIm: number): void {
	y.re[index] = re * wRe - im * wIm;
	y.im[index] = re * wIm + im * wRe;
}

/** exp(-2 pi i k / period) for k = 0 .. count-1. */
function roots(period: number, count: number): Complex {
	const table = complex(count);
	for (let k = 0; k < count; k++) {
		table.re[k] = Math.cos((2 * Math.PI * k) / period);
		table.im[k] = -Math.sin((2 * Math.PI * k) / period);
	}
	return table;
}

function complex(length: number): Complex {
	return { re: new Float64Array(length), im: new Float64Array(length) };
}
