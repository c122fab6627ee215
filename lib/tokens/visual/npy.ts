import { readFile, writeFile } from 'node:fs/promises';
import { endianness } from 'node:os';
import { PRIVATE_FILE_MODE } from '../../media/workspace';

/** NumPy's array file: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html, version 1.0. */
const MAGIC = Buffer.from('\x93NUMPY\x01\x00', 'latin1');
/** The array begins at a multiple of this. */
const ALIGNMENT = 64;
/** NumPy leaves room for so many digits of the first length, that rows can be added in place. */
const GROWTH_DIGITS = 21;

/** An array of 32-bit floats as the bytes that `numpy.save` writes: '<f4', C order. */
export function encodeNpy(values: Float32Array, shape: number[]): Buffer {
	const lengths = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
	const room = ' '.repeat(Math.max(0, GROWTH_DIGITS - String(shape[0]).length));
	const fields = `{'descr': '<f4', 'fortran_order': False, 'shape': (${lengths}), }${room}`;
	const begun = MAGIC.length + 2 + fields.length + 1;
	const header = Buffer.from(`${fields}${' '.repeat(ALIGNMENT - (begun % ALIGNMENT))}\n`, 'latin1');
	const length = Buffer.alloc(2);
	length.writeUInt16LE(header.length);
	return Buffer.concat([MAGIC, length, header, littleEndian(values)]);
}

/** Writes an array as a .npy file that only its owner reads. */
export async function writeNpy(file: string, values: Float32Array, shape: number[]): Promise<void> {
	await writeFile(file, encodeNpy(values, shape), { mode: PRIVATE_FILE_MODE });
}

/** The numbers of a file that `writeNpy` wrote. */
export async function readNpy(file: string): Promise<Float32Array> {
	const bytes = await readFile(file);
	const begin = MAGIC.length + 2 + bytes.readUInt16LE(MAGIC.length);
	const values = new Float32Array((bytes.length - begin) / Float32Array.BYTES_PER_ELEMENT);
	bytes.copy(new Uint8Array(values.buffer), 0, begin);
	if (endianness() === 'BE') Buffer.from(values.buffer).swap32();
	return values;
}

function littleEndian({ buffer, byteOffset, byteLength }: Float32Array): Buffer {
	const bytes = Buffer.from(buffer, byteOffset, byteLength);
	return endianness() === 'BE' ? Buffer.from(bytes).swap32() : bytes;
}
