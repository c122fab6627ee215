import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { cancelled, toPlainError } from '../../errors';
import { LARGE_IMAGE_PIXELS } from '../../limits';
import { decodeOpened } from './decode';
import { Gate } from './gate';
import { type ImageHeader, readHeader } from './header';
import type { Order, Reply, ThreadStart } from './preparer-protocol';
import { preprocess } from './processor';
import { measureSharpness } from './sharpness';
import type { PreparedImage } from './types';

const { processor, transparency, gateMemory, owner } = workerData as ThreadStart;
const port = parentPort as MessagePort;
const gate = new Gate(gateMemory);

/** Orders wait here, not in the starting thread, which may be busy with the model. */
let work = Promise.resolve();

port.on('message', (order: Order) => {
	work = work.then(() => carryOut(order));
});

async function carryOut(order: Order): Promise<void> {
	if (order === 'end') return port.close();
	if (gate.isStopped) return;
	try {
		const image = await prepare(order.file);
		port.postMessage({ image } satisfies Reply, [image.pixels.buffer as ArrayBuffer]);
	} catch (error) {
		port.postMessage({ error: toPlainError(error) } satisfies Reply);
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
