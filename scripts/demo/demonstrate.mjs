import path from 'node:path';
import { root } from '../lib/build.mjs';
import { runWorkflowFile } from '../lib/run-workflow.mjs';

/** A file the tests use too: the demo needs no network. */
export const fixture = (...names) => path.join(root, 'test/fixtures', ...names);

/** Runs an example workflow and gives its items; says which, with what model, and where the work is done. */
export async function demonstrate(example, model, { where = 'on this machine', ...options }) {
	process.stdout.write(`\nexamples/${example}, ${model}, ${where}\n\n`);
	const { items, error } = await runWorkflowFile(path.join(root, 'examples', example), options);
	if (error) throw new Error(error.message);
	return items;
}
