import { MAXIMUM_POLICY_DEPTH, MAXIMUM_POLICY_VALUES } from '../../limits';
import { ByteReader, unreadable } from './byte-reader';
import { toWireArray } from './wire-array';

/**
 * A message in MessagePack: arrays become `WireArray`, numpy's single numbers plain ones; keys may be texts or bytes.
 * Bounded in depth and number of values; POLICY_REPLY_UNREADABLE for all that is not one whole message.
 */
export function decodeMessage(bytes: Uint8Array): unknown {
	const reader = new ByteReader(bytes);
	const value = new Decoder(reader).read(0);
	if (!reader.isAtEnd) throw unreadable('more follows behind its end');
	return value;
}

class Decoder {
	private values = 0;

	constructor(private readonly reader: ByteReader) {}

	read(depth: number): unknown {
		if (depth > MAXIMUM_POLICY_DEPTH) throw unreadable('it is nested too deep');
		if (++this.values > MAXIMUM_POLICY_VALUES) throw unreadable('it has too many values');
		const { reader } = this;
		const mark = reader.unsigned(1);
		if (mark < 0x80) return mark;
		if (mark < 0x90) return this.map(mark & 0x0f, depth);
		if (mark < 0xa0) return this.list(mark & 0x0f, depth);
		if (mark < 0xc0) return reader.text(mark & 0x1f);
		if (mark >= 0xe0) return mark - 0x100;
		if (mark in SIMPLE) return SIMPLE[mark](reader);
		if (mark === 0xdc || mark === 0xdd)
			return this.list(reader.unsigned(mark === 0xdc ? 2 : 4), depth);
		if (mark === 0xde || mark === 0xdf)
			return this.map(reader.unsigned(mark === 0xde ? 2 : 4), depth);
		throw unreadable(`it has a value of an unknown kind (0x${mark.toString(16)})`);
	}

	/** No list is made before its values are there: a length may lie. */
	private list(length: number, depth: number): unknown[] {
		const values: unknown[] = [];
		for (let index = 0; index < length; index++) values.push(this.read(depth + 1));
		return values;
	}

	private map(length: number, depth: number): unknown {
		const entries: Array<[string, unknown]> = [];
		for (let index = 0; index < length; index++) {
			const key = toText(this.read(depth + 1));
			if (key === undefined) throw unreadable('it has a name that is no text');
			entries.push([key, this.read(depth + 1)]);
		}
		return toValue(Object.fromEntries(entries));
	}
}

/** Values that stand for themselves, by their marks. */
const SIMPLE: Record<number, (reader: ByteReader) => unknown> = {
	0xc0: () => null,
	0xc2: () => false,
	0xc3: () => true,
	0xc4: (reader) => reader.bytes(reader.unsigned(1)),
	0xc5: (reader) => reader.bytes(reader.unsigned(2)),
	0xc6: (reader) => reader.bytes(reader.unsigned(4)),
	0xca: (reader) => reader.view(4).getFloat32(0),
	0xcb: (reader) => reader.view(8).getFloat64(0),
	0xcc: (reader) => reader.unsigned(1),
	0xcd: (reader) => reader.unsigned(2),
	0xce: (reader) => reader.unsigned(4),
	0xcf: (reader) => Number(reader.view(8).getBigUint64(0)),
	0xd0: (reader) => reader.view(1).getInt8(0),
	0xd1: (reader) => reader.view(2).getInt16(0),
	0xd2: (reader) => reader.view(4).getInt32(0),
	0xd3: (reader) => Number(reader.view(8).getBigInt64(0)),
	0xd9: (reader) => reader.text(reader.unsigned(1)),
	0xda: (reader) => reader.text(reader.unsigned(2)),
	0xdb: (reader) => reader.text(reader.unsigned(4)),
};

/** openpi's forms of arrays and single numbers; any other map is itself. */
function toValue(map: Record<string, unknown>): unknown {
	if (Object.hasOwn(map, '__ndarray__')) {
		if (!(map.data instanceof Uint8Array)) throw unreadable('it has an array without content');
		return toWireArray(toText(map.dtype), map.shape, map.data);
	}
	return Object.hasOwn(map, '__npgeneric__') ? map.data : map;
}

function toText(value: unknown): string | undefined {
	if (value instanceof Uint8Array) return new TextDecoder().decode(value);
	return typeof value === 'string' ? value : undefined;
}
