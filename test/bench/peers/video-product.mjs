/** The product as n8n's process sees it: a job a line (video, folder, frames wanted, width), picture files out. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';

const require = createRequire(import.meta.url);
const lib = (file) => require(path.resolve(import.meta.dirname, '../../../dist/lib', file));
const { sampleVideo } = lib('video/client.js');
const { shutdownEngines } = lib('inference/pool.js');

say({ ready: true });
for await (const line of createInterface({ input: process.stdin })) {
	const { video, folder, count, keyframesOnly, maximumWidth } = JSON.parse(line);
	const { frames, warnings } = await sampleVideo({
		videoPath: video,
		folder,
		strategy: count ? 'count' : 'interval',
		intervalSeconds: 1,
		count: count ?? 1,
		keyframesOnly,
		maximumWidth,
		format: 'jpeg',
		scenes: { detector: 'content', minimumSeconds: 0.6, place: 0.5 },
	});
	if (warnings.length > 0) throw new Error(warnings.join(' '));
	say({ frames: frames.map(({ seconds, file }) => ({ seconds, file })) });
}
await shutdownEngines();

function say(value) {
	process.stdout.write(`${JSON.stringify(value)}\n`);
}
