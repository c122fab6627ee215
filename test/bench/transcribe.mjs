import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { wordErrorRate } from '../fidelity/lib/text.mjs';
import { startPeer } from './lib/peer.mjs';
import { setUpFasterWhisper, setUpTransformersJs, versionsOf } from './lib/peers-setup.mjs';
import { ensureBuilt, root } from '../../scripts/lib/build.mjs';
import { printTable } from '../../scripts/lib/table.mjs';
import { median, packageVersion, print, printMachine, run } from './lib/report.mjs';

const require = createRequire(import.meta.url);
const THREADS = 2;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 600);
const peerFile = (name) => path.join(import.meta.dirname, 'peers', name);

/** Ten minutes of real speech (long.flac joined to itself), from file to JSON, models warm, threads equal. */
export async function bench() {
	ensureBuilt();
	const ffmpeg = require('@ffmpeg-installer/ffmpeg').path;
	const transformersJs = setUpTransformersJs();
	const python = setUpFasterWhisper();
	const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-'));
	const file = path.join(folder, 'long.flac');
	run(ffmpeg, [
		'-v',
		'error',
		'-stream_loop',
		'-1',
		'-i',
		path.join(root, 'test/fixtures/audio/long.flac'),
		'-t',
		String(SECONDS),
		file,
	]);
	const env = { MULTIMODAL_THREADS: String(THREADS), OMP_NUM_THREADS: String(THREADS) };
	const peers = [
		['product, silence skipped (default)', process.execPath, [peerFile('product.mjs'), 'packed']],
		['product, word times', process.execPath, [peerFile('product.mjs'), 'packed', 'word']],
		['product, window after window', process.execPath, [peerFile('product.mjs'), 'in-turn']],
		[
			'transformers.js, same ONNX files',
			process.execPath,
			[peerFile('transformers-js.mjs'), transformersJs, ffmpeg, THREADS],
		],
		['faster-whisper int8', python, [peerFile('faster_whisper_peer.py'), 'plain', THREADS]],
		[
			'faster-whisper int8, batched',
			python,
			[peerFile('faster_whisper_peer.py'), 'batched', THREADS],
		],
	];
	try {
		printMachine({
			...versionsOf('transformers.js', 'faster-whisper'),
			'onnxruntime-node': packageVersion(path.join(root, 'node_modules/onnxruntime-node')),
		});
		print(
			`${SECONDS} s of sound, ${THREADS} threads, ${ROUNDS} rounds in turn after one to warm up\n`,
		);
		report(await measureInTurn(peers, file, env));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** One peer at a time is alive: none takes another's memory or cores. */
async function measureInTurn(peers, file, env) {
	const results = peers.map(([name]) => ({ name, runs: [] }));
	for (let round = 0; round < ROUNDS; round++) {
		for (const [i, [name, command, args]] of peers.entries()) {
			const peer = await startPeer(name, command, args.map(String), env);
			await peer.measure(path.join(root, 'test/fixtures/audio/jfk.flac'));
			results[i].runs.push(await peer.measure(file));
			await peer.stop();
		}
	}
	return results;
}

function report(results) {
	const seconds = (result) => median(result.runs.map((one) => one.seconds));
	const product = seconds(results[0]);
	printTable(
		results.map((result) => ({
			what: result.name,
			'median s': seconds(result).toFixed(2),
			RTF: (seconds(result) / SECONDS).toFixed(4),
			'product is faster by': `${(seconds(result) / product).toFixed(2)} x`,
			'first result s': median(result.runs.map((one) => one.firstSeconds)).toFixed(2),
			'peak MiB': (Math.max(...result.runs.map((one) => one.peakBytes)) / 2 ** 20).toFixed(0),
			words: result.runs[0].text.split(/\s+/).length,
			'differs from product': `${(wordErrorRate(results[0].runs[0].text, result.runs[0].text) * 100).toFixed(0)} %`,
		})),
	);
	const lag = median(results[0].runs.map((one) => one.loopDelayP99Ms));
	print(`\nevent-loop delay of n8n's process while transcribing, p99: ${lag.toFixed(1)} ms`);
}
