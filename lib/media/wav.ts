import { open, type FileHandle } from 'node:fs/promises';

/** Recorders fill the last disk block; that much behind the sound is no sound. */
const MAXIMUM_PADDING_BYTES = 4096;
const MAXIMUM_CHUNKS = 1000;
/** Programs that cannot go back to the header write a length near these limits, or none. */
const UNKNOWN_LENGTH_BYTES = 0x7ffff000;

/**
 * How long a WAV header says its sound is, by how much is there: 1 when it is right or does not say,
 * less when sound follows that it does not announce, more when the file is cut off.
 */
export async function measureWavClaim(file: string): Promise<number> {
	const handle = await open(file, 'r');
	try {
		const sound = await findSound(handle);
		if (!sound) return 1;
		const { startByte, announcedBytes } = sound;
		const presentBytes = (await handle.stat()).size - startByte;
		if (presentBytes <= 0) return 1;
		const endsWhereSaid = await endsAt(
			handle,
			startByte + announcedBytes,
			presentBytes - announcedBytes,
		);
		return endsWhereSaid ? 1 : announcedBytes / presentBytes;
	} finally {
		await handle.close();
	}
}

interface Sound {
	startByte: number;
	announcedBytes: number;
}

/** The `data` chunk; `undefined` without one or without a stated length: ffmpeg then reads to the end by itself. */
async function findSound(handle: FileHandle): Promise<Sound | undefined> {
	const riff = await readBytes(handle, 0, 12);
	if (!/^RIFF.{4}WAVE$/s.test(riff.toString('latin1'))) return undefined;
	let offset = 12;
	for (let count = 0; count < MAXIMUM_CHUNKS; count++) {
		const header = await readBytes(handle, offset, 8);
		if (header.length < 8) return undefined;
		const length = header.readUInt32LE(4);
		if (header.toString('latin1', 0, 4) === 'data') {
			const isStated = length > 0 && length < UNKNOWN_LENGTH_BYTES;
			return isStated ? { startByte: offset + 8, announcedBytes: length } : undefined;
		}
		offset += 8 + length + (length % 2);
	}
	return undefined;
}

/** Whether the sound can end here: at the file's end, before padding, or before a further chunk. */
async function endsAt(handle: FileHandle, endByte: number, bytesBehind: number): Promise<boolean> {
	if (bytesBehind < 0) return false;
	if (bytesBehind <= MAXIMUM_PADDING_BYTES) return true;
	// Chunks start at even offsets, but some writers forget the padding byte.
	return (await isChunk(handle, endByte)) || (await isChunk(handle, endByte + (endByte % 2)));
}

/** A chunk's name is four printable characters; sound hardly ever looks like that. */
async function isChunk(handle: FileHandle, offset: number): Promise<boolean> {
	const name = await readBytes(handle, offset, 4);
	return /^[\x20-\x7e]{4}$/.test(name.toString('latin1'));
}

async function readBytes(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
	const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, offset);
	return buffer.subarray(0, bytesRead);
}
