import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureBuilt, root } from '../../scripts/lib/build.mjs';
import { reportSet } from './lib/clip-report.mjs';
import { startPeer } from './lib/peer.mjs';
import {
	setUpClip,
	setUpTransformers,
	setUpTransformersJs,
	versionsOf,
} from './lib/peers-setup.mjs';
import { makePhotographs } from './lib/photographs.mjs';
import { packageVersion, print, printMachine } from './lib/report.mjs';

const THREADS = 2;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const SETS = [
	{ name: '1 megapixel', width: 1200, height: 850, count: countFrom('BENCH_PHOTOS', 200) },
	{ name: '12 megapixels', width: 4000, height: 3000, count: countFrom('BENCH_LARGE_PHOTOS', 200) },
];
const WARM_UP_PHOTOS = 16;
/** The fastest for transformers.js here: more pictures a batch gain nothing, fewer lose. */
const TRANSFORMERS_JS_BATCH = 8;
const TRANSFORMERS_BATCH = 8;
const BARE_BATCHES = '1,8,16';

/** Photographs to vectors, from files, by CLIP B/32's true shape; models warm, threads equal. */
export async function bench() {
	ensureBuilt();
	const transformersJs = setUpTransformersJs();
	const python = setUpTransformers();
	const model = setUpClip(python);
	const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-'));
	try {
		const sets = await Promise.all(SETS.map((set) => listPhotographs(folder, set)));
		const peers = listPeers({ transformersJs, python, model, sets });
		printMachine({
			...versionsOf('transformers.js', 'transformers', 'PyTorch'),
			'onnxruntime-node': packageVersion(path.join(root, 'node_modules/onnxruntime-node')),
		});
		print(`${THREADS} threads, ${ROUNDS} rounds in turn, each peer started anew and warmed up\n`);
		await measureInTurn(peers, sets);
		for (const set of sets) reportSet(set, peers);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function countFrom(variable, otherwise) {
	return Number(process.env[variable] ?? otherwise);
}

/** Lists of files: what is measured, and other photographs to warm up on. */
async function listPhotographs(folder, set) {
	const photographs = (count, firstSeed) =>
		makePhotographs(set.name.replace(' ', '-'), { ...set, count, firstSeed });
	const write = (name, files) => {
		const list = path.join(folder, `${set.name}-${name}.json`);
		writeFileSync(list, JSON.stringify(files));
		return list;
	};
	const warmUp = write('warm-up', await photographs(WARM_UP_PHOTOS, 1_000_000));
	return { ...set, warmUp, list: write('measured', await photographs(set.count, 0)) };
}

function listPeers({ transformersJs, python, model, sets }) {
	const node = (script, ...args) => [process.execPath, [script, ...args]];
	const peer = (name, dtype, [command, [script, ...args]], more = {}) => ({
		name: `${name}, ${dtype}`,
		dtype,
		command,
		args: [path.join(import.meta.dirname, 'peers', script), ...args.map(String)],
		runs: new Map(sets.map((set) => [set, []])),
		...more,
	});
	const perDtype = (dtype, file) => [
		peer('product', dtype, node('clip-product.mjs', model, dtype), { isProduct: true }),
		peer(
			`transformers.js, batches of ${TRANSFORMERS_JS_BATCH}`,
			dtype,
			node(
				'clip-transformers-js.mjs',
				transformersJs,
				model,
				dtype,
				TRANSFORMERS_JS_BATCH,
				THREADS,
			),
		),
		peer('bare session', dtype, bareSession(file), { isBare: true }),
	];
	// The size of a photograph is nothing to tensors made from it: one set tells all.
	const bareSession = (file) => {
		const onnx = path.join(model, 'onnx', file);
		return node('clip-bare-session.mjs', model, onnx, BARE_BATCHES, sets[0].warmUp, sets[0].list);
	};
	return [
		...perDtype('fp32', 'vision_model.onnx'),
		peer(`transformers + PyTorch, batches of ${TRANSFORMERS_BATCH}`, 'fp32', [
			python,
			['clip-transformers.py', path.join(model, 'torch'), TRANSFORMERS_BATCH, THREADS],
		]),
		...perDtype('q8', 'vision_model_quantized.onnx'),
	];
}

/** One peer at a time is alive: none takes another's memory or cores, and none remembers a picture. */
async function measureInTurn(peers, sets) {
	const env = { MULTIMODAL_THREADS: String(THREADS), OMP_NUM_THREADS: String(THREADS) };
	for (let round = 0; round < ROUNDS; round++) {
		for (const { name, command, args, runs, isBare } of peers) {
			const peer = await startPeer(name, command, args, env);
			for (const set of isBare ? sets.slice(0, 1) : sets) {
				await peer.measure(set.warmUp);
				runs.get(set).push(await peer.measure(set.list));
			}
			await peer.stop();
		}
	}
}
