import { isWireArray, type WireArray } from './wire-array';

/** What a message to openpi's server holds. */
export type Message = string | number | boolean | null | WireArray | Message[] | MessageMap;
export interface MessageMap {
	[key: string]: Message;
}

/**
 * A message in MessagePack as Python's msgpack packs it with openpi's treatment of arrays: plain keys are texts, those
 * of an array are bytes. Whole numbers go as such, others in 64 bits.
 */
export function encodeMessage(message: Message): Uint8Array {
	const pieces: Uint8Array[] = [];
	write(message, (piece) => pieces.push(piece));
	return Buffer.concat(pieces);
}

type Put = (piece: Uint8Array) => void;

function write(value: Message, put: Put): void {
	if (value === null) put(Uint8Array.of(0xc0));
	else if (typeof value === 'boolean') put(Uint8Array.of(value ? 0xc3 : 0xc2));
	else if (typeof value === 'number') put(numberBytes(value));
	else if (typeof value === 'string') writeText(value, put);
	else if (isWireArray(value)) writeArray(value, put);
	else if (Array.isArray(value)) {
		put(head(value.length, [0x90, 16], [undefined, 0xdc, 0xdd]));
		for (const one of value) write(one, put);
	} else {
		const entries = Object.entries(value);
		put(head(entries.length, [0x80, 16], [undefined, 0xde, 0xdf]));
		for (const [key, one] of entries) {
			writeText(key, put);
			write(one, put);
		}
	}
}

function writeArray({ dtype, shape, bytes }: WireArray, put: Put): void {
	put(Uint8Array.of(0x84));
	writeBytes(Buffer.from('__ndarray__'), put);
	write(true, put);
	writeBytes(Buffer.from('data'), put);
	writeBytes(bytes, put);
	writeBytes(Buffer.from('dtype'), put);
	writeText(dtype, put);
	writeBytes(Buffer.from('shape'), put);
	write(shape, put);
}

function writeText(text: string, put: Put): void {
	const bytes = Buffer.from(text);
	put(head(bytes.length, [0xa0, 32], [0xd9, 0xda, 0xdb]));
	put(bytes);
}

function writeBytes(bytes: Uint8Array, put: Put): void {
	put(head(bytes.length, undefined, [0xc4, 0xc5, 0xc6]));
	put(bytes);
}

/** The shortest of the forms that tell a length: within the mark itself, or in 8, 16 or 32 bits behind one. */
function head(
	length: number,
	short: [mark: number, below: number] | undefined,
	[in8, in16, in32]: [number | undefined, number, number],
): Uint8Array {
	if (short && length < short[1]) return Uint8Array.of(short[0] | length);
	if (in8 !== undefined && length < 2 ** 8) return Uint8Array.of(in8, length);
	const bytes = Buffer.alloc(length < 2 ** 16 ? 3 : 5);
	bytes[0] = length < 2 ** 16 ? in16 : in32;
	bytes.writeUIntBE(length, 1, bytes.length - 1);
	return bytes;
}

function numberBytes(value: number): Uint8Array {
	if (!Number.isSafeInteger(value) || Object.is(value, -0)) return double(value);
	if (value >= 0) {
		if (value < 128) return Uint8Array.of(value);
		if (value < 2 ** 8) return Uint8Array.of(0xcc, value);
		if (value < 2 ** 16) return marked(0xcd, 2, (bytes) => bytes.writeUInt16BE(value, 1));
		if (value < 2 ** 32) return marked(0xce, 4, (bytes) => bytes.writeUInt32BE(value, 1));
		return marked(0xcf, 8, (bytes) => bytes.writeBigUInt64BE(BigInt(value), 1));
	}
	if (value >= -32) return Uint8Array.of(value & 0xff);
	if (value >= -(2 ** 7)) return Uint8Array.of(0xd0, value & 0xff);
	if (value >= -(2 ** 15)) return marked(0xd1, 2, (bytes) => bytes.writeInt16BE(value, 1));
	if (value >= -(2 ** 31)) return marked(0xd2, 4, (bytes) => bytes.writeInt32BE(value, 1));
	return marked(0xd3, 8, (bytes) => bytes.writeBigInt64BE(BigInt(value), 1));
}

const double = (value: number) => marked(0xcb, 8, (bytes) => bytes.writeDoubleBE(value, 1));

function marked(mark: number, size: number, fill: (bytes: Buffer) => void): Uint8Array {
	const bytes = Buffer.alloc(1 + size);
	bytes[0] = mark;
	fill(bytes);
	return bytes;
}
