/**
 * The two passes of lib/media/image/passes.ts with SIMD, in AssemblyScript. `gulp build` compiles it.
 *
 * A weight of 22 bits does not fit the 16-bit multiply-add, so it comes in two halves, high * 2^11 + low, and
 * each half has its own sum. Sums wrap at 32 bits and end right, whatever overflows on the way: exact.
 * Weights come in pairs of neighbours, as four 16-bit numbers: low, low, high, high.
 */
const LOW_BITS: i32 = 11;
const WEIGHT_BITS: i32 = 22;
const HALF: i32 = 1 << (WEIGHT_BITS - 1);
const PAIR_BYTES: usize = 8;

/** Four rows at once, from `source`, `sourceStride` bytes apart. `lengths` count weights, in fours. */
export function across(
	source: usize,
	sourceStride: usize,
	target: usize,
	targetStride: usize,
	columns: i32,
	starts: usize,
	lengths: usize,
	weights: usize,
	weightStride: usize,
): void {
	// Pixels 0 and 1 of 16 bytes, then 2 and 3, channel beside channel as 16-bit numbers; 16 gives zero.
	const firstPair = i8x16(0, 16, 3, 16, 1, 16, 4, 16, 2, 16, 5, 16, 16, 16, 16, 16);
	const nextPair = i8x16(6, 16, 9, 16, 7, 16, 10, 16, 8, 16, 11, 16, 16, 16, 16, 16);
	for (let column = 0; column < columns; column++) {
		let place = source + <usize>load<i32>(starts + ((<usize>column) << 2)) * 3;
		let weight = weights + <usize>column * weightStride;
		let low0 = i32x4.splat(HALF),
			low1 = low0,
			low2 = low0,
			low3 = low0;
		let high0 = i32x4.splat(0),
			high1 = high0,
			high2 = high0,
			high3 = high0;
		for (let left = load<i32>(lengths + ((<usize>column) << 2)); left > 0; left -= 4) {
			const lowFirst = v128.load_splat<i32>(weight);
			const highFirst = v128.load_splat<i32>(weight + 4);
			const lowNext = v128.load_splat<i32>(weight + 8);
			const highNext = v128.load_splat<i32>(weight + 12);
			let bytes = v128.load(place);
			let first = v128.swizzle(bytes, firstPair);
			let next = v128.swizzle(bytes, nextPair);
			low0 = addDots(addDots(low0, first, lowFirst), next, lowNext);
			high0 = addDots(addDots(high0, first, highFirst), next, highNext);
			bytes = v128.load(place + sourceStride);
			first = v128.swizzle(bytes, firstPair);
			next = v128.swizzle(bytes, nextPair);
			low1 = addDots(addDots(low1, first, lowFirst), next, lowNext);
			high1 = addDots(addDots(high1, first, highFirst), next, highNext);
			bytes = v128.load(place + sourceStride * 2);
			first = v128.swizzle(bytes, firstPair);
			next = v128.swizzle(bytes, nextPair);
			low2 = addDots(addDots(low2, first, lowFirst), next, lowNext);
			high2 = addDots(addDots(high2, first, highFirst), next, highNext);
			bytes = v128.load(place + sourceStride * 3);
			first = v128.swizzle(bytes, firstPair);
			next = v128.swizzle(bytes, nextPair);
			low3 = addDots(addDots(low3, first, lowFirst), next, lowNext);
			high3 = addDots(addDots(high3, first, highFirst), next, highNext);
			place += 12;
			weight += 2 * PAIR_BYTES;
		}
		const pixels = toBytes(
			finish(low0, high0),
			finish(low1, high1),
			finish(low2, high2),
			finish(low3, high3),
		);
		// Each store writes a fourth byte, which the next pixel overwrites.
		const pixel = target + <usize>column * 3;
		v128.store_lane<i32>(pixel, pixels, 0);
		v128.store_lane<i32>(pixel + targetStride, pixels, 1);
		v128.store_lane<i32>(pixel + targetStride * 2, pixels, 2);
		v128.store_lane<i32>(pixel + targetStride * 3, pixels, 3);
	}
}

/** Rows of `stride` bytes, a multiple of 16. `lengths` count weights, in fours. */
export function down(
	source: usize,
	stride: usize,
	target: usize,
	rows: i32,
	starts: usize,
	lengths: usize,
	weights: usize,
	weightStride: usize,
): void {
	const zero = i32x4.splat(0);
	for (let row = 0; row < rows; row++) {
		const length = load<i32>(lengths + ((<usize>row) << 2));
		const top = source + <usize>load<i32>(starts + ((<usize>row) << 2)) * stride;
		for (let byte: usize = 0; byte < stride; byte += 16) {
			let place = top + byte;
			let weight = weights + <usize>row * weightStride;
			let low0 = i32x4.splat(HALF),
				low1 = low0,
				low2 = low0,
				low3 = low0;
			let high0 = zero,
				high1 = zero,
				high2 = zero,
				high3 = zero;
			for (let left = length; left > 0; left -= 2) {
				const low = v128.load_splat<i32>(weight);
				const high = v128.load_splat<i32>(weight + 4);
				const upper = v128.load(place);
				const lower = v128.load(place + stride);
				// The two rows byte beside byte, then each byte as a 16-bit number.
				const left8 = v128.shuffle<u8>(
					upper,
					lower,
					0,
					16,
					1,
					17,
					2,
					18,
					3,
					19,
					4,
					20,
					5,
					21,
					6,
					22,
					7,
					23,
				);
				const right8 = v128.shuffle<u8>(
					upper,
					lower,
					8,
					24,
					9,
					25,
					10,
					26,
					11,
					27,
					12,
					28,
					13,
					29,
					14,
					30,
					15,
					31,
				);
				const pairs0 = v128.extend_low<u8>(left8);
				const pairs1 = v128.extend_high<u8>(left8);
				const pairs2 = v128.extend_low<u8>(right8);
				const pairs3 = v128.extend_high<u8>(right8);
				low0 = addDots(low0, pairs0, low);
				low1 = addDots(low1, pairs1, low);
				low2 = addDots(low2, pairs2, low);
				low3 = addDots(low3, pairs3, low);
				high0 = addDots(high0, pairs0, high);
				high1 = addDots(high1, pairs1, high);
				high2 = addDots(high2, pairs2, high);
				high3 = addDots(high3, pairs3, high);
				place += stride << 1;
				weight += PAIR_BYTES;
			}
			const bytes = toBytes(
				finish(low0, high0),
				finish(low1, high1),
				finish(low2, high2),
				finish(low3, high3),
			);
			v128.store(target + <usize>row * stride + byte, bytes);
		}
	}
}

/** Adds to each sum two products of neighbours. */
function addDots(sums: v128, values: v128, weights: v128): v128 {
	return i32x4.add(sums, i32x4.dot_i16x8_s(values, weights));
}

function finish(low: v128, high: v128): v128 {
	return i32x4.shr_s(i32x4.add(low, i32x4.shl(high, LOW_BITS)), WEIGHT_BITS);
}

/** Both narrowings saturate: below 0 is 0, above 255 is 255. */
function toBytes(first: v128, second: v128, third: v128, fourth: v128): v128 {
	return i8x16.narrow_i16x8_u(
		i16x8.narrow_i32x4_s(first, second),
		i16x8.narrow_i32x4_s(third, fourth),
	);
}
