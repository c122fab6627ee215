import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { cancelled, toPlainError } from '../../errors';
import { LARGE_IMAGE_PIXELS } from '../../limits';
import { decodeOpened } from './decode';
import { Gate } from './gate';
import { type ImageHeader, readHeader } from './header';
import type { CreateFinish, Finisher, Order, Reply, ThreadStart } from './preparer-protocol';
import { preprocess } from './processor';
import { measureSharpness } from './sharpness';
import type { PreparedImage } from './types';

const { processor, transparency, gateMemory, owner, begunMemory, finisher } =
	workerData as ThreadStart;
const port = parentPort as MessagePort;
const gate = new Gate(gateMemory);
const begun = new Int32Array(begunMemory);
const finish = finisher && loadFinish(finisher);

/** Orders wait here, not in the starting thread, which may be busy with the model. */
const orders: Order[] = [];
let isWorking = false;

port.on('message', (order: Order) => {
	orders.push(order);
	if (!isWorking) void work();
});

async function work(): Promise<void> {
	isWorking = true;
	let batch: Reply<PreparedImage>[] = [];
	for (let order = orders.shift(); order !== undefined; order = orders.shift()) {
		if (order === 'end') return port.close();
		if (gate.isStopped) continue;
		batch.push(await attempt(order));
		if (batch.length < (finisher?.atMost ?? 1) && orders.length > 0) continue;
		await reply(batch);
		batch = [];
	}
	isWorking = false;
}

async function attempt({ file, round }: Exclude<Order, 'end'>): Promise<Reply<PreparedImage>> {
	Atomics.add(begun, 0, 1);
	try {
		if (round !== gate.round) throw cancelled('CANCELLED', {});
		return { image: await prepare(file) };
	} catch (error) {
		return { error: toPlainError(error) };
	}
}

async function prepare(file: string): Promise<PreparedImage> {
	const header = await readHeader(file);
	const { width, height } = header.info;
	if (width * height <= LARGE_IMAGE_PIXELS) return await decodeAndPreprocess(header, file);
	if (!gate.enter(owner)) throw cancelled('CANCELLED', {});
	try {
		return await decodeAndPreprocess(header, file);
	} finally {
		gate.leave(owner);
	}
}

async function decodeAndPreprocess(header: ImageHeader, file: string): Promise<PreparedImage> {
	const image = await decodeOpened(header, file, { transparency });
	const { pixels, size, resized } = preprocess(image, processor);
	const { width, height } = image;
	return { pixels, size, original: { width, height }, sharpness: measureSharpness(resized) };
}

async function reply(batch: Reply<PreparedImage>[]): Promise<void> {
	if (finish) return (await finishAll(batch)).forEach((one) => port.postMessage(one));
	for (const one of batch) {
		port.postMessage(one, 'image' in one ? [one.image.pixels.buffer as ArrayBuffer] : []);
	}
}

async function finishAll(batch: Reply<PreparedImage>[]): Promise<Reply<unknown>[]> {
	const images = batch.flatMap((one) => ('image' in one ? [one.image] : []));
	try {
		const made = images.length > 0 ? await finish!(images) : [];
		return batch.map((one) => {
			if ('error' in one) return one;
			const { size, original, sharpness } = one.image;
			return { image: { size, original, sharpness, made: made.shift() } };
		});
	} catch (error) {
		return batch.map((one) => ('error' in one ? one : { error: toPlainError(error) }));
	}
}

function loadFinish({ module, data }: Finisher) {
	const { createFinish } = require(module) as { createFinish: CreateFinish<unknown, unknown> };
	return createFinish(data);
}
