import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { INodeExecutionData } from 'n8n-workflow';
import { LOT_ITEMS } from '../../../lib/limits';
import { openHarness, runClip, type Harness } from '../../helpers/clip';
import { isLinux } from '../../helpers/media';
import { makePng } from '../../helpers/pictures';
import { enginesOn, residentBytesOf } from '../../helpers/processes';
import { watchTemporaryFolder } from '../../helpers/temporary';

const MiB = 1024 * 1024;
const COUNT = 1000;
/** Decoded, 1,000 of them take 1.2 GB. */
const SIDE = 640;
const temporary = watchTemporaryFolder();
let harness: Harness;

beforeAll(async () => (harness = await openHarness()));
afterAll(async () => await harness.close());

/** Small files, each of colours of its own. */
function differentPictures(count: number): INodeExecutionData[] {
	return Array.from({ length: count }, (_, n) => {
		const row = Buffer.concat([Buffer.alloc(1), randomBytes(3 * SIDE)]);
		const rows = deflateSync(Buffer.concat(Array<Buffer>(SIDE).fill(row)), { level: 1 });
		const png = makePng({ width: SIDE, height: SIDE, colourType: 2 }, rows);
		return {
			json: { n },
			binary: { data: { data: png.toString('base64'), mimeType: 'image/png' } },
		};
	});
}

(isLinux ? it : it.skip)(
	'sees 1,000 different pictures in one run, and no process grows',
	async () => {
		const parameters = { operation: 'embed', options: { encoding: 'base64' } };
		await runClip(harness, differentPictures(3 * LOT_ITEMS), parameters);
		const items = differentPictures(COUNT);
		global.gc?.();
		const ownBefore = process.memoryUsage().rss;
		const [engine] = enginesOn('auto');
		const engineBefore = residentBytesOf(engine);
		const engineSizes: number[] = [];
		const watch = setInterval(() => engineSizes.push(residentBytesOf(engine)), 50);
		const { error, outputs } = await runClip(harness, items, parameters);
		clearInterval(watch);
		const ownGrown = process.memoryUsage().rss - ownBefore;
		const engineGrown = Math.max(...engineSizes) - engineBefore;
		process.stdout.write(
			`1,000 different pictures: engine at most ${Math.round(engineGrown / MiB)} MB more, this process ${Math.round(ownGrown / MiB)} MB\n`,
		);
		expect(error).toBeUndefined();
		expect(outputs[0].map(({ json }) => json.n)).toEqual([...items.keys()]);
		const usage = outputs[0].map(({ json }) => json.usage as { embeddedImages: number });
		expect(usage.reduce((sum, { embeddedImages }) => sum + embeddedImages, 0)).toBe(COUNT);
		expect(enginesOn('auto').map(({ pid }) => pid)).toEqual([engine.pid]);
		expect(engineGrown).toBeLessThan(100 * MiB);
		expect(ownGrown).toBeLessThan(200 * MiB);
		expect(temporary.inputs()).toEqual([]);
	},
);
