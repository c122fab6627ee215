/** An ONNX model y = x + w of one number each, whose w lies in a file beside it. */
export function modelWithExternalWeights(location: string): Buffer {
	const dimensions = varint(1, 1);
	const floats = varint(2, 1);
	const entry = Buffer.concat([bytes(1, 'location'), bytes(2, location)]);
	const weights = [dimensions, floats, bytes(8, 'w'), bytes(13, entry), varint(14, 1)];
	const add = [bytes(1, 'x'), bytes(1, 'w'), bytes(2, 'y'), bytes(4, 'Add')];
	const graph = [
		bytes(1, Buffer.concat(add)),
		bytes(2, 'tiny'),
		bytes(5, Buffer.concat(weights)),
		bytes(11, oneFloat('x')),
		bytes(12, oneFloat('y')),
	];
	return Buffer.concat([varint(1, 8), bytes(7, Buffer.concat(graph)), bytes(8, varint(2, 13))]);
}

function oneFloat(name: string): Buffer {
	const shape = bytes(1, varint(1, 1));
	const tensor = Buffer.concat([varint(1, 1), bytes(2, shape)]);
	return Buffer.concat([bytes(1, name), bytes(2, bytes(1, tensor))]);
}

function varint(field: number, value: number): Buffer {
	return Buffer.concat([encode(field << 3), encode(value)]);
}

function bytes(field: number, content: string | Buffer): Buffer {
	const raw = Buffer.from(content as string);
	return Buffer.concat([encode((field << 3) | 2), encode(raw.length), raw]);
}

function encode(value: number): Buffer {
	return value < 0x80
		? Buffer.from([value])
		: Buffer.concat([Buffer.from([(value & 0x7f) | 0x80]), encode(value >> 7)]);
}
