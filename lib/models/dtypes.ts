import { modelError } from './errors';
import type { Dtype, DtypeChoice } from './types';

/** File name suffixes of the hub's ONNX layout. */
export const DTYPE_SUFFIXES: Record<Dtype, string> = {
	fp32: '',
	fp16: '_fp16',
	q8: '_quantized',
	int8: '_int8',
	uint8: '_uint8',
	q4: '_q4',
	q4f16: '_q4f16',
	bnb4: '_bnb4',
};

/**
 * Best first on a CPU. Signed 8-bit comes after unsigned: onnxruntime has no signed ConvInteger there.
 * Half floats are slow there, being widened at every step, so they come late.
 */
const CPU_PREFERENCE: Dtype[] = ['q8', 'uint8', 'int8', 'fp32', 'q4', 'fp16', 'bnb4', 'q4f16'];

/** The format that every known repository has, taken where nothing is told. */
export const USUAL_DTYPE: Dtype = 'q8';

/** The paths of one part by weight format. */
export type PartFiles = Map<Dtype, string>;

/**
 * The weight format of each part. `auto` takes the best that all parts have, else the best of each;
 * an explicit one that a part lacks is `MODEL_DTYPE_ABSENT`. Every part must have a file.
 */
export function chooseDtypes(
	name: string,
	parts: Map<string, PartFiles>,
	choice: DtypeChoice,
): Map<string, Dtype> {
	const common = CPU_PREFERENCE.find((dtype) => everyPartHas(parts, dtype));
	return new Map(
		[...parts].map(([part, files]) => [
			part,
			choice === 'auto' ? (common ?? bestOf(files)) : explicit(name, part, files, choice),
		]),
	);
}

/** Whether a weight format is there for all parts. */
export function everyPartHas(parts: Map<string, PartFiles>, dtype: Dtype): boolean {
	return [...parts.values()].every((files) => files.has(dtype));
}

function bestOf(files: PartFiles): Dtype {
	return CPU_PREFERENCE.find((dtype) => files.has(dtype))!;
}

function explicit(name: string, part: string, files: PartFiles, dtype: Dtype): Dtype {
	if (files.has(dtype)) return dtype;
	throw modelError('MODEL_DTYPE_ABSENT', { name, dtype, part, present: [...files.keys()] });
}
