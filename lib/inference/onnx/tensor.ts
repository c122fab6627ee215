import { message, number, readFields, readNumbers, text } from './message';

/** A table of numbers in a model's file. Field numbers are those of onnx.proto. */
export interface StoredTensor {
	name: string;
	/** 1: 32-bit numbers, 2: bytes, 7: 64-bit whole numbers. */
	type: number;
	sizes: number[];
	/** Little-endian; undefined where it is stored in another way. */
	raw?: Buffer;
}

export const FLOAT32 = 1;
export const UINT8 = 2;
export const INT64 = 7;

/** Reads a TensorProto. */
export function readTensor(content: Buffer): StoredTensor {
	const tensor: StoredTensor = { name: '', type: 0, sizes: [] };
	for (const field of readFields(content)) {
		if (field.number === 1)
			tensor.sizes.push(...(field.content.length > 0 ? readNumbers(field.content) : [field.value]));
		if (field.number === 2) tensor.type = field.value;
		if (field.number === 8) tensor.name = field.content.toString();
		if (field.number === 9) tensor.raw = field.content;
	}
	return tensor;
}

/** The parts of a TensorProto. */
export function tensorParts({ name, type, sizes, raw }: Required<StoredTensor>): Buffer[] {
	const dimensions = sizes.map((size) => number(1, size));
	return [...dimensions, number(2, type), text(8, name), message(9, [raw])];
}
