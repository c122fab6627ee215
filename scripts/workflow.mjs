/**
 * Runs a workflow file without a browser:
 *   npm run -s workflow -- FILE.json --input PATH [--input PATH ...] [--out DIR]
 * Prints one JSON object, {items, error}, and nothing else on stdout.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArguments } from './lib/arguments.mjs';
import harness from './lib/harness.js';
import { describeError, describeItems } from './lib/results.mjs';

const root = path.resolve(import.meta.dirname, '..');

const report = await main(process.argv.slice(2)).catch((error) => ({
	items: [],
	error: describeError(error),
}));
process.exitCode = report.error === null ? 0 : 1;
// An idle engine or a timer of n8n's must not hold the process back; the pipe is empty by then.
process.stdout.write(`${JSON.stringify(report)}\n`, () => process.exit());

async function main(argv) {
	const { workflowFile, inputs, outFolder } = parseArguments(argv);
	const workflow = JSON.parse(readFileSync(workflowFile, 'utf8'));
	if (!existsSync(path.join(root, 'dist/nodes'))) build();
	allowReading(inputs);
	const engine = await harness.openHarness();
	try {
		return await run(engine, workflow, inputs, outFolder);
	} finally {
		await engine.close();
	}
}

async function run(engine, workflow, inputs, outFolder) {
	const items = await Promise.all(inputs.map((file) => engine.itemFromFile(file)));
	const execution = engine.start(workflow, items.length > 0 ? { items } : {});
	process.once('SIGINT', execution.cancel).once('SIGTERM', execution.cancel);
	const { error, lastItems } = await execution.result;
	return {
		items: await describeItems(engine, lastItems, outFolder),
		error: error ? describeError(error) : null,
	};
}

function build() {
	const { status } = spawnSync('npm', ['run', 'build'], { cwd: root, stdio: ['ignore', 2, 2] });
	if (status !== 0) throw new Error('The build failed: run "npm run build" to see why.');
}

/** n8n reads files of a few folders only; here those are this one and the inputs' own. */
function allowReading(inputs) {
	const folders = new Set([
		process.cwd(),
		...inputs.map((file) => path.dirname(path.resolve(file))),
	]);
	process.env.N8N_RESTRICT_FILE_ACCESS_TO ??= [...folders].join(';');
}
