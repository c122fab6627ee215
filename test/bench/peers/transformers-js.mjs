/** transformers.js on the product's own ONNX files, in 30 s chunks with time stamps. Arguments: its folder, ffmpeg, threads. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const [folder, ffmpeg, threads] = process.argv.slice(2);
const require = createRequire(path.join(folder, 'package.json'));
const { pipeline, env, WhisperTextStreamer } = await import(
	pathToFileURL(require.resolve('@huggingface/transformers'))
);
env.allowRemoteModels = false;
env.localModelPath = path.resolve(import.meta.dirname, '../../../models');
const transcriber = await pipeline('automatic-speech-recognition', 'whisper-tiny.en', {
	dtype: 'q8',
	session_options: { intraOpNumThreads: Number(threads), logSeverityLevel: 3 },
});
say({ ready: true });

for await (const file of createInterface({ input: process.stdin })) {
	const startedMs = performance.now();
	let firstSeconds;
	const streamer = new WhisperTextStreamer(transcriber.tokenizer, {
		callback_function() {
			firstSeconds ??= (performance.now() - startedMs) / 1000;
		},
	});
	const { text } = await transcriber(await readSamples(file), {
		chunk_length_s: 30,
		stride_length_s: 5,
		return_timestamps: true,
		streamer,
	});
	say({ text, firstSeconds });
}

async function readSamples(file) {
	const child = spawn(
		ffmpeg,
		['-v', 'error', '-i', file, '-f', 'f32le', '-ac', '1', '-ar', '16000', '-'],
		{ stdio: ['ignore', 'pipe', 'inherit'] },
	);
	const chunks = [];
	for await (const chunk of child.stdout) chunks.push(chunk);
	const bytes = Buffer.concat(chunks);
	return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

function say(value) {
	process.stdout.write(`${JSON.stringify(value)}\n`);
}
