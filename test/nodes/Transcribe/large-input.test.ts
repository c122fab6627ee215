import { truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { useFolder } from '../../helpers/media';
import { openHarness, runTranscribe, type Harness } from '../../helpers/transcribe';

const MB = 1_000_000;
const FILE_BYTES = 300 * MB;
/** Far below the file's size, and above what a warm node process takes for itself. */
const BOUND_BYTES = 150 * MB;
/** Many channels and a high rate: a large file of few seconds. */
const SOUND = { channels: 8, sampleRateHz: 192_000, bytesASample: 4 };
const folder = useFolder();
let harness: Harness;

beforeAll(async () => (harness = await openHarness()));
afterAll(async () => await harness.close());

/** A WAV file of silence that takes no room on the disk. */
function silence(): string {
	const { channels, sampleRateHz, bytesASample } = SOUND;
	const header = Buffer.alloc(44);
	header.write('RIFF', 0);
	header.writeUInt32LE(FILE_BYTES - 8, 4);
	header.write('WAVEfmt ', 8);
	header.writeUInt32LE(16, 16);
	header.writeUInt16LE(1, 20);
	header.writeUInt16LE(channels, 22);
	header.writeUInt32LE(sampleRateHz, 24);
	header.writeUInt32LE(sampleRateHz * channels * bytesASample, 28);
	header.writeUInt16LE(channels * bytesASample, 32);
	header.writeUInt16LE(bytesASample * 8, 34);
	header.write('data', 36);
	header.writeUInt32LE(FILE_BYTES - header.length, 40);
	const file = path.join(folder, 'silence.wav');
	writeFileSync(file, header);
	truncateSync(file, FILE_BYTES);
	return file;
}

/** The most memory this process held during `work`, above what it held before. */
async function growthDuring(work: () => Promise<void>): Promise<number> {
	const beforeBytes = process.memoryUsage.rss();
	let mostBytes = beforeBytes;
	const timer = setInterval(() => {
		mostBytes = Math.max(mostBytes, process.memoryUsage.rss());
	}, 10);
	await work().finally(() => clearInterval(timer));
	return Math.max(mostBytes, process.memoryUsage.rss()) - beforeBytes;
}

it('a file of 300 MB is not held in memory', async () => {
	const item = await harness.itemFromFile(silence());
	const growthBytes = await growthDuring(async () => {
		const { outputs, error } = await runTranscribe(harness, [item]);
		expect(error).toBeUndefined();
		expect(outputs[0][0].json.text).toBe('');
		expect(outputs[0][0].json.duration).toBeCloseTo(48.8, 1);
	});
	expect(growthBytes).toBeLessThan(BOUND_BYTES);
});
