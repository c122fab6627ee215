import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { useModelFolder } from '../../../scripts/lib/use-model.mjs';
import { EXAMPLE_ADDRESS } from '../../../scripts/sim/address.js';
import { serveTable } from '../../../scripts/sim/server.mjs';
import { root } from './root.mjs';
import { runInstead } from './run-example.mjs';

const MOST_STEPS = 20;
const SEED = 3;

/** Runs the loop of looking, deciding and moving on n8n's own nodes, with a robot that is simulated. */
export async function vlaLoopCheck({ n8n, checks, folder }) {
	checks.step('Move a simulated robot in a loop');
	const policy = path.join(folder, 'files/openvla-tabletop');
	cpSync(path.join(root, 'test/fixtures/models/openvla-tabletop'), policy, { recursive: true });
	const table = await serveTable();
	try {
		const text = readFileSync(path.join(root, 'examples/vla-loop.json'), 'utf8');
		const workflow = useModelFolder(
			JSON.parse(text.replaceAll(EXAMPLE_ADDRESS, table.url)),
			policy,
		);
		const parameters = { mode: 'raw', jsonOutput: JSON.stringify({ seed: SEED }), options: {} };
		const seed = { type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters };
		const itemsOf = await runInstead(n8n, folder, workflow, [seed]);
		report(checks, table.robot, itemsOf);
	} finally {
		await table.close();
	}
}

function report(checks, robot, itemsOf) {
	const state = robot.state();
	const told = JSON.stringify(state);
	const [first] = itemsOf('VLA Action');
	const [end] = itemsOf('Done');
	checks.check(
		'The hand is over the thing that was named',
		state.isOver && state.seed === SEED,
		told,
	);
	checks.check(
		'It took several steps, and not all',
		state.steps > 1 && state.steps < MOST_STEPS,
		told,
	);
	checks.check(
		'The workflow ends with that',
		JSON.stringify(end?.json) === told,
		JSON.stringify(end),
	);
	checks.check(
		'Each step was within the limits',
		first?.json.safe === true && first.json.held === false,
		JSON.stringify(first?.json),
	);
	checks.check(
		'A step comes with its picture',
		first?.binary?.data?.mimeType === 'image/png',
		JSON.stringify(first?.binary),
	);
	checks.note(
		`${state.steps} steps, ${(100 * state.distanceMetres).toFixed(1)} cm from its middle`,
	);
}
