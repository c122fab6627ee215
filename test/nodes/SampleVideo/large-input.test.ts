import {
	closeSync,
	copyFileSync,
	mkdirSync,
	openSync,
	statSync,
	truncateSync,
	writeSync,
} from 'node:fs';
import path from 'node:path';
import { useFolder } from '../../helpers/media';
import { openHarness, runVideo, video, type Harness } from '../../helpers/video';

const MB = 1_000_000;
const FILE_BYTES = 2_000 * MB;
/** The promise to the user. */
const BOUND_BYTES = 100 * MB;
const folder = useFolder();
let harness: Harness;

beforeAll(async () => {
	mkdirSync(path.join(folder, 'allowed'));
	process.env.N8N_RESTRICT_FILE_ACCESS_TO = path.join(folder, 'allowed');
	harness = await openHarness();
});
afterAll(async () => await harness.close());

/** A video with a box of nothing behind it that takes no room on the disk. */
function largeVideo(): string {
	const file = path.join(folder, 'allowed', 'large.mp4');
	copyFileSync(video('bikes'), file);
	const { size } = statSync(file);
	const header = Buffer.alloc(8);
	header.writeUInt32BE(FILE_BYTES - size);
	header.write('free', 4);
	const handle = openSync(file, 'r+');
	writeSync(handle, header, 0, header.length, size);
	closeSync(handle);
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

it('a file of 2 GB is not held in memory', async () => {
	const parameters = { inputSource: 'path', strategy: 'count', count: 8 };
	const run = async (filePath: string) => {
		const { items, error } = await runVideo(harness, [{ json: {} }], { ...parameters, filePath });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(8);
	};
	const small = path.join(folder, 'allowed', 'small.mp4');
	copyFileSync(video('bikes'), small);
	// What the first run of all loads is not the file's.
	await run(small);
	const growthBytes = await growthDuring(async () => await run(largeVideo()));
	expect(growthBytes).toBeLessThan(BOUND_BYTES);
});
