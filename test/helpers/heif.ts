/** A HEIF file of this brand whose one picture (64 x 64) is coded as HEVC; there is no sense in its data. */
export function makeHevcPicture(brand: string): Buffer {
	const data = Buffer.from([0, 0, 0, 4, 0x26, 1, 0xaf, 0x80]);
	const head = (dataAt: number) =>
		Buffer.concat([
			box('ftyp', brand, u32(0), brand, 'mif1', 'miaf'),
			fullBox(
				'meta',
				fullBox('hdlr', u32(0), 'pict', u32(0), u32(0), u32(0), u8(0)),
				fullBox('pitm', u16(1)),
				fullBox('iloc', u8(0x44, 0), u16(1), u16(1), u16(0), u16(1), u32(dataAt), u32(data.length)),
				fullBox('iinf', u16(1), versioned('infe', 2, u16(1), u16(0), 'hvc1', u8(0))),
				box(
					'iprp',
					box('ipco', box('hvcC', HEVC_CONFIGURATION), fullBox('ispe', u32(64), u32(64))),
					fullBox('ipma', u32(1), u16(1), u8(2, 0x81, 0x02)),
				),
			),
		]);
	const dataAt = head(0).length + 8;
	return Buffer.concat([head(dataAt), box('mdat', data)]);
}

/** Version 1, main profile, no parameter sets. */
const HEVC_CONFIGURATION = Buffer.from('0101600000009000000000001ef000fcfdf8f800000f00', 'hex');

type Part = Buffer | string;

function box(kind: string, ...parts: Part[]): Buffer {
	const body = Buffer.concat(parts.map((part) => Buffer.from(part as string, 'latin1')));
	return Buffer.concat([u32(body.length + 8), Buffer.from(kind, 'latin1'), body]);
}

function fullBox(kind: string, ...parts: Part[]): Buffer {
	return versioned(kind, 0, ...parts);
}

function versioned(kind: string, version: number, ...parts: Part[]): Buffer {
	return box(kind, u8(version, 0, 0, 0), ...parts);
}

function u8(...values: number[]): Buffer {
	return Buffer.from(values);
}

function u16(value: number): Buffer {
	return u8(value >> 8, value & 255);
}

function u32(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32BE(value);
	return bytes;
}
