import type { ImageFormat } from './types';

/** A picture's bytes without anything but the picture; undefined for formats that must be written anew. Nothing is decoded. */
export function withoutMetadata(bytes: Buffer, format: ImageFormat): Buffer | undefined {
	if (format === 'jpeg') return stripJpeg(bytes);
	if (format === 'png') return stripPng(bytes);
	return undefined;
}

const PNG_SIGNATURE_BYTES = 8;
/** Length, name and checksum of a chunk. */
const PNG_CHUNK_BYTES = 12;
const PNG_KEPT = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'];

/** What follows the end chunk is dropped too. */
function stripPng(bytes: Buffer): Buffer | undefined {
	const kept = [bytes.subarray(0, PNG_SIGNATURE_BYTES)];
	let place = PNG_SIGNATURE_BYTES;
	while (place + PNG_CHUNK_BYTES <= bytes.length) {
		const end = place + PNG_CHUNK_BYTES + bytes.readUInt32BE(place);
		const name = bytes.toString('latin1', place + 4, place + 8);
		if (PNG_KEPT.includes(name)) kept.push(bytes.subarray(place, end));
		if (name === 'IEND') return Buffer.concat(kept);
		place = end;
	}
	return undefined;
}

const [SOI, EOI, SOS, COMMENT, APP0, APP14, APP15] = [0xd8, 0xd9, 0xda, 0xfe, 0xe0, 0xee, 0xef];

/** Keeps the JFIF segment (without its thumbnail's kin, JFXX) and Adobe's, which says how colours are stored. */
function stripJpeg(bytes: Buffer): Buffer | undefined {
	const kept = [bytes.subarray(0, 2)];
	let place = 2;
	while (place + 4 <= bytes.length) {
		if (bytes[place] !== 0xff) return undefined;
		const marker = bytes[place + 1];
		if (marker === 0xff) {
			place += 1;
			continue;
		}
		if (marker === EOI) return Buffer.concat([...kept, bytes.subarray(place, place + 2)]);
		const end = place + 2 + bytes.readUInt16BE(place + 2);
		if (isPicture(marker, bytes, place)) kept.push(bytes.subarray(place, end));
		place = end;
		if (marker !== SOS) continue;
		const next = endOfScan(bytes, place);
		kept.push(bytes.subarray(place, next));
		place = next;
		if (bytes[place + 1] === EOI) return Buffer.concat([...kept, Buffer.from([0xff, EOI])]);
	}
	return undefined;
}

function isPicture(marker: number, bytes: Buffer, place: number): boolean {
	if (marker === COMMENT || marker === SOI) return false;
	if (marker < APP0 || marker > APP15) return true;
	const name = bytes.toString('latin1', place + 4, place + 9);
	return (marker === APP0 && name === 'JFIF\0') || (marker === APP14 && name === 'Adobe');
}

/** Inside a scan FF stands for itself before 00, and restarts count on with D0 to D7. */
function endOfScan(bytes: Buffer, from: number): number {
	let place = bytes.indexOf(0xff, from);
	while (place >= 0 && place + 1 < bytes.length) {
		const next = bytes[place + 1];
		const isData = next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7);
		if (!isData) return place;
		place = bytes.indexOf(0xff, place + (next === 0xff ? 1 : 2));
	}
	return bytes.length;
}
