import path from 'node:path';
import { ensureBuilt, root } from '../../scripts/lib/build.mjs';
import harness from '../../scripts/lib/harness.js';
import { printTable } from '../../scripts/lib/table.mjs';
import { startActServer } from './lib/act-server.mjs';
import { makePhotographs } from './lib/photographs.mjs';
import { median, print, printMachine } from './lib/report.mjs';

const TURNS = Number(process.env.BENCH_TURNS ?? 200);
const WARM_UP = 20;
const CREDENTIAL = 'multimodalPolicyServerApi';
/** Apart, and together: what a user gets who changes nothing. */
const CHOICES = [
	{ name: 'the action alone', options: { annotate: false, lookCheck: false } },
	{ name: 'with the look check', options: { annotate: false } },
	{ name: 'with the annotated picture too', options: {} },
];

/** How fast a loop turns with a policy server that decides in no time: what is left is n8n's, the wire's and the node's. */
export async function bench() {
	ensureBuilt();
	printMachine({});
	await measureLoop();
}

/** The same, without the machine. */
export async function measureLoop() {
	const server = await startActServer();
	const credentials = { [CREDENTIAL]: { url: server.url, apiKey: '' } };
	const engine = await harness.openHarness({ credentials });
	const [photograph] = await makePhotographs('camera', {
		...{ width: 1280, height: 720 },
		...{ count: 1, firstSeed: 0 },
	});
	const table = path.join(root, 'test/fixtures/image/table/table_00.png');
	try {
		await reportPicture('drawn table, 224 x 224, PNG', table, { engine, server });
		await reportPicture('photograph, 1280 x 720, JPEG', photograph, { engine, server });
	} finally {
		await engine.close();
		server.close();
	}
}

async function reportPicture(name, file, { engine, server }) {
	const item = await engine.itemFromFile(file);
	const idle = await timeTurns(async () => await run(engine, item, idleNode));
	const rows = [];
	for (const choice of CHOICES) {
		const turns = await timeTurns(async () => await run(engine, item, actNode(choice.options)));
		const wire = await timeTurns(async () => await askBare(server));
		rows.push(row(choice.name, { turns, wire, idle }));
	}
	print(`\n${name}; ${TURNS} turns each\n`);
	printTable(rows);
	print(
		'... own: a turn less the same turn with an idle node, less the bare question and its answer',
	);
}

function row(what, { turns, wire, idle }) {
	const middle = median(turns);
	const sorted = [...turns].sort((one, other) => one - other);
	return {
		what,
		'turns/s': (1000 / middle).toFixed(1),
		'p50 ms': middle.toFixed(1),
		'p99 ms': sorted[Math.floor(0.99 * sorted.length)].toFixed(1),
		"of it n8n's": median(idle).toFixed(1),
		"the wire's": median(wire).toFixed(1),
		own: (middle - median(idle) - median(wire)).toFixed(1),
	};
}

async function timeTurns(turn) {
	const times = [];
	for (let count = -WARM_UP; count < TURNS; count++) {
		const startedMs = performance.now();
		await turn();
		if (count >= 0) times.push(performance.now() - startedMs);
	}
	return times;
}

async function run(engine, item, node) {
	const input = { name: 'Input', type: 'n8n-nodes-base.manualTrigger', parameters: {} };
	const nodes = [input, { name: 'Node', ...node }].map((one, n) => ({
		...{ id: String(n), typeVersion: 1, position: [200 * n, 0] },
		...one,
	}));
	const connections = { Input: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } };
	const { error, lastItems } = await engine.run(
		{ name: 'Turn', nodes, connections },
		{ items: [item] },
	);
	if (error) throw error;
	const { held = false, reasons } = lastItems[0].json;
	if (held) throw new Error(`An action was held: ${JSON.stringify(reasons)}`);
}

const idleNode = { type: 'n8n-nodes-base.noOp', parameters: {} };

const actNode = (options) => ({
	type: 'n8n-nodes-multimodal.vlaAction',
	parameters: {
		...{ operation: 'act', policy: 'openVla', instruction: 'pick up the cup' },
		...{ inputSource: 'binary', binaryPropertyName: 'data', unnormKey: 'bridge_orig' },
		options: { dryRun: false, minimumInterval: 0, periodSeconds: 0.001, ...options },
	},
	credentials: { [CREDENTIAL]: { id: '1', name: 'Server' } },
});

/** The node's own last question, sent without the node. */
async function askBare({ url, asked: { last } }) {
	const headers = { 'content-type': last.contentType };
	const response = await fetch(`${url}/act`, { method: 'POST', headers, body: last.body });
	return await response.json();
}
