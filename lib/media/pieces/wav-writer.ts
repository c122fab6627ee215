import { open, type FileHandle } from 'node:fs/promises';
import { PRIVATE_FILE_MODE } from '../workspace';
import { PIECE_SAMPLE_RATE_HZ } from './sample-rate';

const HEADER_BYTES = 44;
const BYTES_A_SAMPLE = 2;
const FULL_SCALE = 32768;

/** Writes mono 16-bit sound at 16 kHz as a new private WAV file, as it comes; what was written last can be taken back. */
export class WavWriter {
	private sampleCount = 0;

	private constructor(
		readonly file: string,
		private readonly handle: FileHandle,
	) {}

	static async create(file: string): Promise<WavWriter> {
		return new WavWriter(file, await open(file, 'wx+', PRIVATE_FILE_MODE));
	}

	get samples(): number {
		return this.sampleCount;
	}

	/** Samples from -1 to 1; those that were decoded from 16 bits come out bit for bit. */
	async write(samples: Float32Array): Promise<void> {
		const bytes = Buffer.alloc(samples.length * BYTES_A_SAMPLE);
		samples.forEach((sample, index) => {
			const value = Math.round(sample * FULL_SCALE);
			bytes.writeInt16LE(
				Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, value)),
				index * BYTES_A_SAMPLE,
			);
		});
		await this.append(bytes);
	}

	/** Ends the file before this sample; what lay behind is the beginning of `next`. */
	async moveTail(fromSample: number, next: WavWriter): Promise<void> {
		const position = HEADER_BYTES + fromSample * BYTES_A_SAMPLE;
		const tail = Buffer.alloc((this.sampleCount - fromSample) * BYTES_A_SAMPLE);
		await this.handle.read(tail, 0, tail.length, position);
		await this.handle.truncate(position);
		this.sampleCount = fromSample;
		await next.append(tail);
	}

	/** Completes the file with its header. */
	async finish(): Promise<void> {
		await this.handle.write(makeHeader(this.sampleCount), 0, HEADER_BYTES, 0);
		await this.handle.close();
	}

	/** Ends writing after a failure; the file is not complete. */
	async abandon(): Promise<void> {
		await this.handle.close().catch(() => {});
	}

	private async append(bytes: Buffer): Promise<void> {
		const position = HEADER_BYTES + this.sampleCount * BYTES_A_SAMPLE;
		await this.handle.write(bytes, 0, bytes.length, position);
		this.sampleCount += bytes.length / BYTES_A_SAMPLE;
	}
}

/** RIFF, `fmt ` (PCM, one channel) and `data`. A day of sound stays below the format's 4 GiB. */
function makeHeader(sampleCount: number): Buffer {
	const soundBytes = sampleCount * BYTES_A_SAMPLE;
	const header = Buffer.alloc(HEADER_BYTES);
	header.write('RIFF', 0);
	header.writeUInt32LE(HEADER_BYTES - 8 + soundBytes, 4);
	header.write('WAVEfmt ', 8);
	header.writeUInt32LE(16, 16);
	header.writeUInt16LE(1, 20);
	header.writeUInt16LE(1, 22);
	header.writeUInt32LE(PIECE_SAMPLE_RATE_HZ, 24);
	header.writeUInt32LE(PIECE_SAMPLE_RATE_HZ * BYTES_A_SAMPLE, 28);
	header.writeUInt16LE(BYTES_A_SAMPLE, 32);
	header.writeUInt16LE(8 * BYTES_A_SAMPLE, 34);
	header.write('data', 36);
	header.writeUInt32LE(soundBytes, 40);
	return header;
}
