/** A field of a protobuf message. */
export interface Field {
	number: number;
	/** As it stands in the message, with its number. */
	whole: Buffer;
	/** What a text, a list or a message holds; empty for a number. */
	content: Buffer;
	/** Of a whole number; 0 for others. */
	value: number;
}

const VARINT = 0;
const LENGTH_DELIMITED = 2;
/** Bytes of the kinds that have a fixed length. */
const FIXED_BYTES: Record<number, number> = { 1: 8, 5: 4 };

/** The fields of a message, in its order; throws where it is none. */
export function readFields(message: Buffer): Field[] {
	const fields: Field[] = [];
	let at = 0;
	const nextVarint = () => {
		let value = 0;
		for (let scale = 1; ; scale *= 0x80) {
			const byte = message.readUInt8(at++);
			value += (byte & 0x7f) * scale;
			if (byte < 0x80) return value;
		}
	};
	while (at < message.length) {
		const start = at;
		const tag = nextVarint();
		const kind = tag & 7;
		const number = Math.floor(tag / 8);
		const value = kind === VARINT ? nextVarint() : 0;
		const length = kind === LENGTH_DELIMITED ? nextVarint() : (FIXED_BYTES[kind] ?? 0);
		if (kind !== VARINT && length === 0 && kind !== LENGTH_DELIMITED)
			throw new Error(`a field of the unknown kind ${kind}`);
		if (at + length > message.length) throw new Error('a field longer than its message');
		const content = message.subarray(at, at + length);
		at += length;
		fields.push({ number, whole: message.subarray(start, at), content, value });
	}
	return fields;
}

/** Whole numbers one after the other, as lists of sizes are packed. */
export function readNumbers(content: Buffer): number[] {
	const numbers: number[] = [];
	let value = 0;
	let scale = 1;
	for (const byte of content) {
		value += (byte & 0x7f) * scale;
		scale *= 0x80;
		if (byte >= 0x80) continue;
		numbers.push(value);
		value = 0;
		scale = 1;
	}
	return numbers;
}

/** A field that holds a message or bytes, in parts. */
export function message(field: number, parts: Buffer[]): Buffer {
	const content = Buffer.concat(parts);
	return Buffer.concat([varint(field * 8 + LENGTH_DELIMITED), varint(content.length), content]);
}

/** A field that holds a text. */
export function text(field: number, content: string): Buffer {
	return message(field, [Buffer.from(content)]);
}

/** A field that holds a whole number, not below 0. */
export function number(field: number, value: number): Buffer {
	return Buffer.concat([varint(field * 8), varint(value)]);
}

function varint(value: number): Buffer {
	const bytes: number[] = [];
	for (let rest = value; ; rest = Math.floor(rest / 0x80)) {
		if (rest < 0x80) return Buffer.from([...bytes, rest]);
		bytes.push((rest % 0x80) + 0x80);
	}
}
