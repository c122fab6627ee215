/** The product as n8n's process sees it: files in, JSON out, and how well the event loop kept turning. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';

const require = createRequire(import.meta.url);
const lib = (file) => require(path.resolve(import.meta.dirname, '../../../dist/lib', file));
const { transcribe, WHISPER_REQUIREMENT } = lib('whisper/client.js');
const { resolveModel } = lib('models/resolve.js');
const { shutdownEngines } = lib('inference/pool.js');

const [vad, timestamps = 'segment'] = process.argv.slice(2);
const model = await resolveModel({ mode: 'list', value: 'whisper-tiny.en' }, WHISPER_REQUIREMENT);
say({ ready: true });

for await (const file of createInterface({ input: process.stdin })) {
	const delay = monitorEventLoopDelay({ resolution: 1 });
	delay.enable();
	const startedMs = performance.now();
	let firstSeconds;
	const request = {
		audioPath: file,
		channel: 'mix',
		task: 'transcribe',
		timestamps,
		vad: vad === 'packed',
		temperature: 0,
		beamSize: 1,
	};
	const { result } = await transcribe({
		model,
		device: 'cpu',
		request,
		onProgress({ stage }) {
			if (stage === 'transcribing') firstSeconds ??= (performance.now() - startedMs) / 1000;
		},
	});
	delay.disable();
	say({ text: result.text, firstSeconds, loopDelayP99Ms: delay.percentile(99) / 1e6 });
}
await shutdownEngines();

function say(value) {
	process.stdout.write(`${JSON.stringify(value)}\n`);
}
