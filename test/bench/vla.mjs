import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureBuilt, root } from '../../scripts/lib/build.mjs';
import { startPeer } from './lib/peer.mjs';
import { setUpPolicyPeers, versionsOf } from './lib/peers-setup.mjs';
import { makePhotographs } from './lib/photographs.mjs';
import { packageVersion, print, printMachine } from './lib/report.mjs';
import { reportSet } from './lib/vla-report.mjs';
import { measureLoop } from './vla-loop.mjs';

const THREADS = 2;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const TABLES = Number(process.env.BENCH_TABLES ?? 240);
const PHOTOS = Number(process.env.BENCH_PHOTOS ?? 60);
const WARM_UP = 8;
const model = path.join(root, 'test/fixtures/models/openvla-tabletop');

/** A look and an instruction to an action, from the picture's file, by the small policy; models warm, threads equal. */
export async function bench() {
	ensureBuilt();
	const python = setUpPolicyPeers();
	printMachine({
		...versionsOf('transformers', 'timm', 'PyTorch of the policy'),
		'onnxruntime-node': packageVersion(path.join(root, 'node_modules/onnxruntime-node')),
	});
	await measurePolicies(python);
	print('\nA loop with a policy server on this machine\n');
	await measureLoop();
}

/** The same with a Python that has the peers' packages. */
export async function measurePolicies(python) {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-'));
	try {
		const sets = await listSets(folder);
		const peers = listPeers(python, sets);
		print(`${THREADS} threads, ${ROUNDS} rounds in turn, each peer started anew and warmed up\n`);
		await measureInTurn(peers, sets);
		for (const set of sets) reportSet(set, peers);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

async function listSets(folder) {
	const golden = path.join(root, 'test/fixtures/golden/openvla-tabletop.json');
	const { cases } = JSON.parse(readFileSync(golden, 'utf8'));
	const tables = cases.map(({ file, instruction }) => ({
		file: path.join(root, 'test/fixtures/image/table', file),
		instruction,
	}));
	const size = { width: 1280, height: 720 };
	const files = await makePhotographs('camera', { ...size, count: PHOTOS, firstSeed: 0 });
	const photographs = files.map((file, i) => ({ ...tables[i % tables.length], file }));
	const repeated = Array.from({ length: TABLES }, (_, i) => tables[i % tables.length]);
	return [
		writeSet(folder, 'drawn tables, 224 x 224, PNG', repeated),
		writeSet(folder, 'photographs, 1280 x 720, JPEG', photographs),
	];
}

function writeSet(folder, name, questions) {
	const write = (kind, some) => {
		const list = path.join(folder, `${name}-${kind}.json`);
		writeFileSync(list, JSON.stringify(some));
		return list;
	};
	return {
		...{ name, count: questions.length },
		list: write('measured', questions),
		warmUp: write('warm-up', questions.slice(0, WARM_UP)),
	};
}

function listPeers(python, sets) {
	const peer = (name, command, script, ...args) => ({
		...{ name, command },
		args: [path.join(import.meta.dirname, 'peers', script), model, ...args.map(String)],
		runs: new Map(sets.map((set) => [set, []])),
	});
	return [
		peer('product', process.execPath, 'vla-product.mjs'),
		peer('timm + transformers on PyTorch, 32-bit', python, 'vla-torch.py', THREADS),
		peer('onnxruntime in Python, same files', python, 'vla-onnxruntime.py', THREADS),
	];
}

/** One peer at a time is alive: none takes another's memory or cores. */
async function measureInTurn(peers, sets) {
	const env = {
		MULTIMODAL_THREADS: String(THREADS),
		OMP_NUM_THREADS: String(THREADS),
		PYTHONDONTWRITEBYTECODE: '1',
	};
	for (let round = 0; round < ROUNDS; round++) {
		for (const { name, command, args, runs } of peers) {
			const peer = await startPeer(name, command, args, env);
			for (const set of sets) {
				await peer.measure(set.warmUp);
				runs.get(set).push(await peer.measure(set.list));
			}
			await peer.stop();
		}
	}
}
