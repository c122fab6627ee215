import type { Tensor } from 'onnxruntime-common';

/** The number types that models take in and give out. */
export type FloatType = 'float32' | 'float16';

type TensorClass = typeof Tensor;

/** A tensor's numbers as 32-bit ones, also where the model works in 16. */
export function floatsOf(tensor: Tensor): Float32Array {
	if (tensor.type !== 'float16') return tensor.data as Float32Array;
	const table = (halves ??= makeTable());
	return Float32Array.from(bitsOf(tensor), (bits) => table[bits]);
}

/** A tensor of 32-bit numbers in the type that a model's input asks for. */
export function floatTensor(
	TensorType: TensorClass,
	type: FloatType,
	values: Float32Array,
	dims: readonly number[],
): Tensor {
	return type === 'float16'
		? new TensorType('float16', Uint16Array.from(values, toHalf), dims)
		: new TensorType('float32', values, dims);
}

/** The tensor itself where it has the type already. */
export function castTensor(TensorType: TensorClass, tensor: Tensor, type: FloatType): Tensor {
	return tensor.type === type
		? tensor
		: floatTensor(TensorType, type, floatsOf(tensor), tensor.dims);
}

/** Node 24 shows 16-bit numbers as a Float16Array, Node 20 as their bits. */
function bitsOf({ data }: Tensor): Uint16Array {
	const { buffer, byteOffset, length } = data as Uint16Array;
	return new Uint16Array(buffer, byteOffset, length);
}

let halves: Float32Array | undefined;

function makeTable(): Float32Array {
	return Float32Array.from({ length: 0x10000 }, (_, bits) => fromHalf(bits));
}

// A half: 1 bit of sign, 5 of exponent (biased by 15), 10 of fraction.
const SMALLEST_NORMAL = 2 ** -14;
const SMALLEST_STEP = 2 ** -24;
const OVERFLOW = 65520;

function fromHalf(bits: number): number {
	const sign = bits & 0x8000 ? -1 : 1;
	const exponent = (bits >> 10) & 0x1f;
	const fraction = bits & 0x3ff;
	if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
	if (exponent === 0) return sign * fraction * SMALLEST_STEP;
	return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function toHalf(value: number): number {
	const size = Math.abs(value);
	const sign = value < 0 ? 0x8000 : 0;
	if (Number.isNaN(value)) return 0x7e00;
	if (size >= OVERFLOW) return sign | 0x7c00;
	if (size < SMALLEST_NORMAL) return sign | roundToEven(size / SMALLEST_STEP);
	const exponent = Math.floor(Math.log2(size));
	// A fraction that rounds up to 1024 carries into the exponent, as it should.
	return sign | (((exponent + 15) << 10) + roundToEven((size / 2 ** exponent - 1) * 1024));
}

function roundToEven(value: number): number {
	const rounded = Math.round(value);
	return rounded - value === 0.5 && rounded % 2 === 1 ? rounded - 1 : rounded;
}
