import { MAXIMUM_POLICY_REPLY_BYTES } from '../../limits';
import { policyServerError } from './errors';

/** An array as numpy has it: little-endian, rows first. */
export interface WireArray {
	/** Numpy's name of its kind of numbers: `|u1`, `<f4`, ... */
	dtype: string;
	/** Empty: a single number. */
	shape: number[];
	bytes: Uint8Array;
}

type Reader = (view: DataView, at: number) => number;

/** The kinds that hold numbers, by numpy's name, and how one is read. */
const READERS: Record<string, { size: number; read: Reader } | undefined> = {
	'|u1': { size: 1, read: (view, at) => view.getUint8(at) },
	'|i1': { size: 1, read: (view, at) => view.getInt8(at) },
	'|b1': { size: 1, read: (view, at) => view.getUint8(at) },
	'<u2': { size: 2, read: (view, at) => view.getUint16(at, true) },
	'<i2': { size: 2, read: (view, at) => view.getInt16(at, true) },
	'<u4': { size: 4, read: (view, at) => view.getUint32(at, true) },
	'<i4': { size: 4, read: (view, at) => view.getInt32(at, true) },
	'<u8': { size: 8, read: (view, at) => Number(view.getBigUint64(at, true)) },
	'<i8': { size: 8, read: (view, at) => Number(view.getBigInt64(at, true)) },
	'<f4': { size: 4, read: (view, at) => view.getFloat32(at, true) },
	'<f8': { size: 8, read: (view, at) => view.getFloat64(at, true) },
};

/** Checks what came over the wire as an array. POLICY_REPLY_UNREADABLE. */
export function toWireArray(dtype: unknown, shape: unknown, bytes: Uint8Array): WireArray {
	const kind = typeof dtype === 'string' ? READERS[dtype] : undefined;
	if (!kind || typeof dtype !== 'string') {
		throw unreadableArray(`an array of the kind "${String(dtype).slice(0, 20)}"`);
	}
	if (!isShape(shape)) throw unreadableArray('an array without a usable shape');
	const count = shape.reduce((product, edge) => product * edge, 1);
	if (count * kind.size !== bytes.length) {
		throw unreadableArray(
			`an array of ${shape.join(' x ') || 'one number'} with ${bytes.length} bytes instead of ${count * kind.size}`,
		);
	}
	return { dtype, shape, bytes };
}

/** All its numbers in their order. */
export function numbersOf({ dtype, bytes }: WireArray): number[] {
	const { size, read } = READERS[dtype]!;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	return Array.from({ length: bytes.length / size }, (_, index) => read(view, index * size));
}

/** A list of numbers as numpy's default kind, 64 bits each. */
export function doublesArray(numbers: readonly number[]): WireArray {
	const bytes = new Uint8Array(numbers.length * 8);
	const view = new DataView(bytes.buffer);
	numbers.forEach((number, index) => view.setFloat64(index * 8, number, true));
	return { dtype: '<f8', shape: [numbers.length], bytes };
}

/** Whether a decoded value is an array. */
export function isWireArray(value: unknown): value is WireArray {
	return (value as Partial<WireArray> | undefined)?.bytes instanceof Uint8Array;
}

function isShape(shape: unknown): shape is number[] {
	return (
		Array.isArray(shape) &&
		shape.length <= 8 &&
		shape.every((edge) => Number.isInteger(edge) && edge >= 0) &&
		shape.reduce((product: number, edge: number) => product * edge, 1) <= MAXIMUM_POLICY_REPLY_BYTES
	);
}

const unreadableArray = (reason: string) =>
	policyServerError('POLICY_REPLY_UNREADABLE', { reason: `it has ${reason}` });
