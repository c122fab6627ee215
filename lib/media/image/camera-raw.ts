/** Whether a TIFF is a camera's raw file, whose first picture is a thumbnail: by Canon's mark, DNG's version, or a first picture that calls itself reduced and keeps the full one below itself. */
export function isCameraRaw(head: Buffer): boolean {
	const order = head.toString('latin1', 0, 4);
	if (order !== 'II*\0' && order !== 'MM\0*') return false;
	if (head.toString('latin1', 8, 10) === 'CR') return true;
	const tags = readFirstDirectory(head, order === 'II*\0');
	return tags.has(DNG_VERSION) || (tags.get(SUBFILE_TYPE) === REDUCED && tags.has(SUB_IFDS));
}

const SUBFILE_TYPE = 254;
const REDUCED = 1;
const SUB_IFDS = 330;
const DNG_VERSION = 50706;
const ENTRY_BYTES = 12;

/** Tag to 32-bit value, as far as the head reaches. */
function readFirstDirectory(head: Buffer, isLittle: boolean): Map<number, number> {
	const u16 = (at: number) => (isLittle ? head.readUInt16LE(at) : head.readUInt16BE(at));
	const u32 = (at: number) => (isLittle ? head.readUInt32LE(at) : head.readUInt32BE(at));
	const tags = new Map<number, number>();
	if (head.length < 8) return tags;
	const start = u32(4);
	if (start + 2 > head.length) return tags;
	const end = Math.min(start + 2 + u16(start) * ENTRY_BYTES, head.length);
	for (let at = start + 2; at + ENTRY_BYTES <= end; at += ENTRY_BYTES) {
		tags.set(u16(at), u32(at + 8));
	}
	return tags;
}
