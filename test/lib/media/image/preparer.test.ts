import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { MultimodalError } from '../../../../lib/errors';
import { LARGE_IMAGE_PIXELS } from '../../../../lib/limits';
import { decodeImage } from '../../../../lib/media/image/decode';
import {
	createImageFinisher,
	createImagePreparer,
	type ImagePreparer,
} from '../../../../lib/media/image/preparer';
import { preprocess } from '../../../../lib/media/image/processor';
import { measureSharpness } from '../../../../lib/media/image/sharpness';
import type { ImageProcessor } from '../../../../lib/media/image/types';
import { formulaPicture } from '../../../helpers/formula-picture';

const processor: ImageProcessor = {
	resize: { shortestEdge: 32 },
	filter: 'bicubic',
	centreCrop: { width: 32, height: 32 },
	rescaleFactor: 1 / 255,
	normalise: { mean: [0.5, 0.4, 0.3], std: [0.2, 0.3, 0.4] },
};
const threadModule = path.join(__dirname, '../../../helpers/preparer-thread.js');
const folder = mkdtempSync(path.join(os.tmpdir(), 'preparer-test-'));
const inFolder = (name: string) => path.join(folder, name);
const files = Array.from({ length: 100 }, (_, index) => inFolder(`${index}.png`));
const open: Array<{ close(): Promise<void> }> = [];

beforeAll(async () => {
	for (const [index, file] of files.entries()) {
		const { width, height, data } = formulaPicture(40 + index, 140 - index);
		await sharp(data, { raw: { width, height, channels: 3 } })
			.png()
			.toFile(file);
	}
});
afterEach(async () => {
	await Promise.all(open.splice(0).map(async (preparer) => await preparer.close()));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('prepares as its parts do', async () => {
	const image = await decodeImage(files[7], { transparency: 'white' });
	const { pixels, size, resized } = preprocess(image, processor);
	expect(await preparerOf(1).prepare(files[7])).toEqual({
		pixels,
		size,
		original: { width: 47, height: 133 },
		sharpness: measureSharpness(resized),
	});
});

test('gives a hundred pictures in order; a broken one fails alone', async () => {
	const broken = inFolder('broken.png');
	writeFileSync(broken, readFileSync(files[50]).subarray(0, 5000));
	const all = files.map((file, index) => (index === 50 ? broken : file));
	const preparer = preparerOf(3);
	const outcomes = await Promise.allSettled(all.map((file) => preparer.prepare(file)));
	const widths = outcomes.map((outcome) =>
		outcome.status === 'fulfilled' ? outcome.value.original.width : outcome.reason,
	);
	expect(widths[50]).toBeInstanceOf(MultimodalError);
	expect(widths[50]).toMatchObject({ errorClass: 'media', code: 'PICTURE_DAMAGED' });
	widths.forEach((width, index) => index !== 50 && expect(width).toBe(40 + index));
});

test('transparency reaches the decoder', async () => {
	const file = inFolder('clear.png');
	const background = { r: 0, g: 0, b: 0, alpha: 0 };
	await sharp({ create: { width: 4, height: 4, channels: 4, background } })
		.png()
		.toFile(file);
	const plain = { filter: 'bicubic', rescaleFactor: 1 } as const;
	const first = async (transparency: 'white' | 'ignore') => {
		const preparer = keep(createImagePreparer(plain, { threads: 1, transparency }));
		return (await preparer.prepare(file)).pixels[0];
	};
	expect(await first('white')).toBe(255);
	expect(await first('ignore')).toBe(0);
});

test('a thread that starts leaves alone what others may read', async () => {
	// libvips has one list for all threads. The first use in this process has set it.
	await preparerOf(1).prepare(files[0]);
	const png = { operation: ['VipsForeignLoadPng'] };
	sharp.block(png);
	const refused = preparerOf(1).prepare(files[0]);
	await expect(refused.finally(() => sharp.unblock(png))).rejects.toMatchObject({
		code: 'PICTURE_DAMAGED',
	});
});

test('goes on while this thread is blocked', async () => {
	const preparer = preparerOf(2);
	const pictures = files.map((file) => preparer.prepare(file));
	await pictures[0];
	const begun = () => readFileSync(inFolder('begun')).length;
	const goal = begun() + 10;
	const giveUpAt = Date.now() + 30_000;
	// Never returns to the event loop, like a model at work.
	while (begun() < goal && Date.now() < giveUpAt);
	expect(begun()).toBeGreaterThanOrEqual(goal);
	await Promise.all(pictures);
});

test.each([
	['exits', 'exit code 9'],
	['throws', 'out of luck'],
])('a thread that %s fails only its picture and is replaced', async (name, reason) => {
	const deadly = inFolder(`${name}.png`);
	copyFileSync(files[0], deadly);
	const preparer = preparerOf(2);
	const all = [...files.slice(0, 5), deadly, ...files.slice(5, 10), deadly, ...files.slice(10, 15)];
	const outcomes = await Promise.allSettled(all.map((file) => preparer.prepare(file)));
	outcomes.forEach((outcome, index) => {
		const expected =
			all[index] === deadly
				? { status: 'rejected', reason: { errorClass: 'engine', code: 'PICTURE_THREAD_DIED' } }
				: { status: 'fulfilled' };
		expect(outcome).toMatchObject(expected);
	});
	expect(outcomes[5]).toMatchObject({ reason: { details: { file: deadly, reason } } });
});

test('large pictures pass one at a time; one that a thread dies at holds up nobody', async () => {
	const large = inFolder('large.png');
	const late = inFolder('late.png');
	const side = Math.floor(Math.sqrt(LARGE_IMAGE_PIXELS)) + 1;
	const create = { width: side, height: side, channels: 3, background: '#345' } as const;
	await sharp({ create }).png().toFile(large);
	copyFileSync(large, late);
	const preparer = preparerOf(3);
	rmSync(inFolder('decoding'), { force: true });
	const outcomes = await Promise.allSettled(
		[large, late, large, large].map((file) => preparer.prepare(file)),
	);
	const expected = ['fulfilled', 'rejected', 'fulfilled', 'fulfilled'];
	expect(outcomes.map(({ status }) => status)).toEqual(expected);
	expect(readFileSync(inFolder('decoding'), 'utf8')).toBe('azazazaz');
});

test('closing rejects what waits, ends the threads, and is final', async () => {
	const preparer = preparerOf(2);
	const pictures = files.map((file) => preparer.prepare(file));
	const outcomes = Promise.allSettled(pictures);
	await pictures[0];
	await Promise.all([preparer.close(), preparer.close()]);
	const rejected = (await outcomes).filter(({ status }) => status === 'rejected');
	expect(rejected.length).toBeGreaterThan(0);
	for (const outcome of rejected) expect(outcome).toMatchObject({ reason: { code: 'CANCELLED' } });
	await expect(preparer.prepare(files[0])).rejects.toMatchObject({ code: 'CANCELLED' });
});

test('dropping rejects what waits, and what comes after is prepared by the same threads', async () => {
	const preparer = preparerOf(2);
	const pictures = files.map((file) => preparer.prepare(file));
	const outcomes = Promise.allSettled(pictures);
	await pictures[0];
	const begun = () => readFileSync(inFolder('begun')).length;
	const before = begun();
	preparer.drop();
	const next = await preparer.prepare(files[3]);
	expect(next.original.width).toBe(43);
	// Each thread may have been at one picture, and one came after.
	expect(begun() - before).toBeLessThanOrEqual(3);
	const rejected = (await outcomes).filter(({ status }) => status === 'rejected');
	expect(rejected.length).toBeGreaterThan(50);
	for (const outcome of rejected) expect(outcome).toMatchObject({ reason: { code: 'CANCELLED' } });
});

describe('threads that go on with their pictures', () => {
	const module = path.join(__dirname, '../../../helpers/finisher.js');

	it.each([
		[1, [1]],
		[4, [4, 3, 2, 1]],
	])('take at most %p together and give each its own', async (atMost, sizes) => {
		const finisher = { module, data: 'seen', atMost };
		const options = { threads: 2, transparency: 'white', finisher } as const;
		const preparer = keep(createImageFinisher<Seen>(processor, options));
		const made = await Promise.all(files.map((file) => preparer.prepare(file)));
		made.forEach((one, index) => {
			expect(one).not.toHaveProperty('pixels');
			const { width, height } = one.original;
			expect([width, height]).toEqual([40 + index, 140 - index]);
			expect(one.made).toMatchObject({ data: 'seen', width });
			expect(sizes).toContain(one.made.together);
		});
	});

	it('fail a picture that cannot be read alone, and those that cannot be gone on with together', async () => {
		const broken = inFolder('no-picture.png');
		writeFileSync(broken, 'no picture');
		const finisher = { module, data: 'refuses 42', atMost: 2 };
		const options = { threads: 1, transparency: 'white', finisher } as const;
		const preparer = keep(createImageFinisher<Seen>(processor, options));
		const pictures = [files[0], broken, files[1], files[2], files[3]];
		const outcomes = await Promise.allSettled(pictures.map((file) => preparer.prepare(file)));
		const expected = ['fulfilled', 'rejected', 'rejected', 'rejected', 'fulfilled'];
		expect(outcomes.map(({ status }) => status)).toEqual(expected);
		expect(outcomes[3]).toMatchObject({ reason: { message: 'refused' } });
	});

	it('die over one picture while others wait to be gone on with: only that one fails', async () => {
		const deadly = inFolder('exits.png');
		copyFileSync(files[0], deadly);
		const finisher = { module, data: 'seen', atMost: 4 };
		const options = { threads: 1, transparency: 'white', threadModule, finisher } as const;
		const preparer = keep(createImageFinisher<Seen>(processor, options));
		const pictures = [files[0], files[1], deadly, files[2], files[3], deadly, files[4]];
		const outcomes = await Promise.allSettled(pictures.map((file) => preparer.prepare(file)));
		const failed = outcomes.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []));
		expect(failed).toEqual([2, 5]);
	});
});

interface Seen {
	data: string;
	width: number;
	together: number;
}

test('closing one that was never used ends at once', async () => {
	await preparerOf(2).close();
});

test('holds no memory of what it gave', async () => {
	const large: ImageProcessor = {
		...processor,
		resize: { exact: { width: 448, height: 448 } },
		centreCrop: undefined,
	};
	const preparer = keep(createImagePreparer(large, { threads: 2, transparency: 'white' }));
	const round = async () => {
		for (let index = 0; index < files.length; index += 10) {
			await Promise.all(files.slice(index, index + 10).map((file) => preparer.prepare(file)));
		}
	};
	await round();
	const before = process.memoryUsage().rss;
	for (let times = 0; times < 3; times++) await round();
	// 300 pictures of 2.4 MB each went through.
	expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
});

function preparerOf(threads: number): ImagePreparer {
	return keep(createImagePreparer(processor, { threads, transparency: 'white', threadModule }));
}

function keep<Preparer extends { close(): Promise<void> }>(preparer: Preparer): Preparer {
	open.push(preparer);
	return preparer;
}
