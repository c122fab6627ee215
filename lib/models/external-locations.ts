/** In protobuf: field 1 (key), 8 bytes, `location`; then field 2 (value) and its length. */
const LOCATION_ENTRY = Buffer.from('\x0a\x08location\x12', 'latin1');

/** Files beside an ONNX model that hold its weights, as the model spells them. */
export function externalLocations(model: Buffer): string[] {
	const locations = new Set<string>();
	let at = model.indexOf(LOCATION_ENTRY);
	while (at !== -1) {
		const lengthAt = at + LOCATION_ENTRY.length;
		locations.add(readText(model, lengthAt));
		at = model.indexOf(LOCATION_ENTRY, lengthAt);
	}
	return [...locations];
}

/** A length as a protobuf varint of one or two bytes (a file name is no longer), then the text. */
function readText(model: Buffer, lengthAt: number): string {
	const isLong = model[lengthAt] > 0x7f;
	const length = isLong ? (model[lengthAt] & 0x7f) | (model[lengthAt + 1] << 7) : model[lengthAt];
	const textAt = lengthAt + (isLong ? 2 : 1);
	return model.toString('utf8', textAt, textAt + length);
}
