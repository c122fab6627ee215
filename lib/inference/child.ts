import path from 'node:path';
import { Worker } from 'node:worker_threads';

import { toPlainError } from '../errors';
import { chooseBackend } from './backends/choose';
import { removeFolder } from './private-folder';
import { killGroup } from './process-group';
import { parseOrder, type Reply } from './protocol';
import { TaskRunner } from './task-runner';
import type { DeviceChoice } from './types';

const [device, parentPid, folder] = process.argv.slice(2);

watchParent();
void serve();

/** No engine outlives its parent: the main thread sees the pipe close, the watchdog sees the rest. */
function watchParent(): void {
	process.on('disconnect', () => {
		removeFolder(folder);
		killGroup(process.pid);
	});
	const workerData = { parentPid: Number(parentPid), folder };
	new Worker(path.join(__dirname, 'watchdog.js'), { workerData }).unref();
}

async function serve(): Promise<void> {
	try {
		const backend = await chooseBackend(device as DeviceChoice);
		const runner = new TaskRunner(backend, say);
		process.on('message', (raw) => {
			const order = parseOrder(raw);
			if (order?.type === 'run') void runner.run(order);
			if (order?.type === 'cancel') runner.cancel(order.id);
		});
		const { backend: kind, device: actualDevice, threads } = backend;
		say({ type: 'ready', backend: { backend: kind, device: actualDevice, threads } });
	} catch (error) {
		say({ type: 'startFailure', error: toPlainError(error) });
	}
}

/** A reply that cannot be sent has no reader: the parent is gone, and so are we in a moment. */
function say(reply: Reply): void {
	if (process.connected) process.send!(reply, undefined, undefined, () => {});
}
