/**
 * Runs a workflow file without a browser:
 *   npm run -s workflow -- FILE.json --input PATH [--input PATH ...] [--out DIR] [--model FOLDER]
 * Prints one JSON object, {items, error}, and nothing else on stdout.
 */
import { parseArguments } from './lib/arguments.mjs';
import { describeError } from './lib/results.mjs';
import { runWorkflowFile } from './lib/run-workflow.mjs';

const report = await main(process.argv.slice(2)).catch((error) => ({
	items: [],
	error: describeError(error),
}));
process.exitCode = report.error === null ? 0 : 1;
// An idle engine or a timer of n8n's must not hold the process back; the pipe is empty by then.
process.stdout.write(`${JSON.stringify(report)}\n`, () => process.exit());

async function main(argv) {
	const { workflowFile, ...choice } = parseArguments(argv);
	return await runWorkflowFile(workflowFile, choice);
}
