import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../lib/build.mjs';
import harness from '../lib/harness.js';
import { printTable } from '../lib/table.mjs';
import { useModelFolder } from '../lib/use-model.mjs';
import { EXAMPLE_ADDRESS } from '../sim/address.js';
import simulation from '../sim/n8n-stand-ins.js';
import { serveTable } from '../sim/server.mjs';
import { fixture } from './demonstrate.mjs';
import { writeFilm } from './film.mjs';

const EXAMPLE = 'vla-loop.json';
const SEEDS = [5, 3, 11, 8];

/** A simulated robot told in words where to go: camera, policy and motion in a loop, until it is there. */
export async function demonstrateVla(outFolder) {
	process.stdout.write(
		`\nexamples/${EXAMPLE}, a toy policy that knows drawn tables, on this machine; the robot is drawn\n\n`,
	);
	const table = await serveTable();
	const engine = await harness.openHarness({ standIns: simulation.standIns });
	try {
		const text = readFileSync(path.join(root, 'examples', EXAMPLE), 'utf8');
		const stored = JSON.parse(text.replaceAll(EXAMPLE_ADDRESS, table.url));
		const workflow = useModelFolder(stored, fixture('models/openvla-tabletop'));
		const rows = [];
		for (const seed of SEEDS)
			rows.push(await runLoop({ table, engine, workflow, seed, outFolder }));
		printTable(rows);
	} finally {
		await engine.close();
		await table.close();
	}
	process.stdout.write(
		`... each loop as a moving picture: ${SEEDS.map((seed) => fileOf(seed)).join(', ')}\n`,
	);
}

const fileOf = (seed) => `robot-${seed}.gif`;

async function runLoop({ table: { robot }, engine, workflow, seed, outFolder }) {
	const { error, itemsOf } = await engine.run(workflow, { items: [{ json: { seed } }] });
	if (error) throw new Error(error.message);
	const steps = itemsOf('VLA Action');
	const pictures = await Promise.all(
		steps.map(async ({ binary }) => await engine.readBinary(binary.data)),
	);
	const film = { scene: robot.scene(), path: robot.path(), pictures };
	await writeFilm(path.join(outFolder, fileOf(seed)), film);
	const { instruction, isOver, distanceMetres, target } = robot.state();
	const totals = steps.map(({ json }) => json.latencyMs.total).sort((one, other) => one - other);
	return {
		instruction,
		'way there': `${(100 * Math.hypot(target.x, target.y)).toFixed(1)} cm`,
		steps: steps.length,
		'from its middle': `${(100 * distanceMetres).toFixed(1)} cm`,
		'is over it': isOver ? 'yes' : 'no',
		'to decide': `${totals[Math.floor(totals.length / 2)].toFixed(0)} ms`,
	};
}
