/** The product as n8n's process sees it: picture files in, vectors out. Arguments: model folder, dtype. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';

const require = createRequire(import.meta.url);
const lib = (file) => require(path.resolve(import.meta.dirname, '../../../dist/lib', file));
const { CLIP_REQUIREMENT, embedImages } = lib('clip/client.js');
const { resolveModel } = lib('models/resolve.js');
const { shutdownEngines } = lib('inference/pool.js');

const [folder, dtype] = process.argv.slice(2);
const model = await resolveModel({ mode: 'folder', value: folder }, CLIP_REQUIREMENT, { dtype });
say({ ready: true });

for await (const list of createInterface({ input: process.stdin })) {
	const delay = monitorEventLoopDelay({ resolution: 1 });
	delay.enable();
	const files = JSON.parse(readFileSync(list, 'utf8'));
	const { result, embeddedImages } = await embedImages({ model, device: 'cpu' }, files);
	delay.disable();
	if (embeddedImages !== files.length)
		throw new Error(`${embeddedImages} of ${files.length} pictures went through the model`);
	const vectors = result.map((one) => base64(one.result.vector));
	say({ vectors, loopDelayP99Ms: delay.percentile(99) / 1e6 });
}
await shutdownEngines();

function base64({ buffer, byteOffset, byteLength }) {
	return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}

function say(value) {
	process.stdout.write(`${JSON.stringify(value)}\n`);
}
