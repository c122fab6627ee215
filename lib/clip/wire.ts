import type { ImageEmbedding, ImageOutcome } from './types';

/** An embedding on its way between processes. */
export interface WireEmbedding extends Omit<ImageEmbedding, 'vector'> {
	vector: string;
}

/** A vector as base64 of little-endian 32-bit floats. */
export function encodeVector(vector: Float32Array): string {
	return bytesOf(vector).toString('base64');
}

/** The reverse of `encodeVector`. */
export function decodeVector(text: string): Float32Array {
	return floatsOf(Buffer.from(text, 'base64'));
}

/** The bytes of a vector, not copied. */
export function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Buffer {
	return Buffer.from(buffer, byteOffset, byteLength);
}

/** Floats from bytes, copied: bytes of small buffers lie anywhere in memory. */
export function floatsOf(bytes: Buffer): Float32Array {
	const floats = new Float32Array(bytes.length / Float32Array.BYTES_PER_ELEMENT);
	bytes.copy(new Uint8Array(floats.buffer));
	return floats;
}

/** The outcome of a picture with another result. */
export function mapOutcome<From, To>(
	outcome: ImageOutcome<From>,
	change: (result: From) => To,
): ImageOutcome<To> {
	return outcome.ok ? { ok: true, result: change(outcome.result) } : outcome;
}
