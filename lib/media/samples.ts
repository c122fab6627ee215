const BYTES_A_SAMPLE = 2;
const FULL_SCALE = 32768;

/** Turns a stream of 16-bit little-endian bytes, cut anywhere, into floats from -1 to 1. */
export async function* toFloatSamples(chunks: AsyncIterable<Buffer>): AsyncGenerator<Float32Array> {
	let rest: Buffer = Buffer.alloc(0);
	for await (const chunk of chunks) {
		const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
		const sampleCount = Math.floor(bytes.length / BYTES_A_SAMPLE);
		rest = bytes.subarray(sampleCount * BYTES_A_SAMPLE);
		if (sampleCount > 0) yield toFloats(bytes, sampleCount);
	}
}

function toFloats(bytes: Buffer, sampleCount: number): Float32Array {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const samples = new Float32Array(sampleCount);
	for (let index = 0; index < sampleCount; index++) {
		samples[index] = view.getInt16(index * BYTES_A_SAMPLE, true) / FULL_SCALE;
	}
	return samples;
}
