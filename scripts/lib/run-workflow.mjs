import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { chooseCredentials, credentialsFromEnvironment } from './environment-credentials.mjs';
import harness from './harness.js';
import { describeError, describeItems } from './results.mjs';
import { resolveModelFolders, useModelFolder } from './use-model.mjs';

/**
 * Runs a workflow file on n8n's engine; each input becomes an item with binary `data` at its start.
 * Gives `{items, error}` of the last node as plain data; files of the items go into `outFolder`.
 * `modelFolder` takes the place of the models that the file names; keys of services come from the environment.
 */
export async function runWorkflowFile(workflowFile, { inputs, outFolder, modelFolder }) {
	const stored = JSON.parse(readFileSync(workflowFile, 'utf8'));
	const credentials = credentialsFromEnvironment();
	const withModel = modelFolder
		? useModelFolder(stored, modelFolder)
		: resolveModelFolders(stored, workflowFile);
	const workflow = chooseCredentials(withModel, credentials);
	ensureBuilt();
	allowReading(inputs);
	const engine = await harness.openHarness({ credentials });
	try {
		return await run(engine, workflow, inputs, outFolder);
	} finally {
		await engine.close();
	}
}

async function run(engine, workflow, inputs, outFolder) {
	const items = await Promise.all(inputs.map((file) => engine.itemFromFile(file)));
	const execution = engine.start(workflow, items.length > 0 ? { items } : {});
	const signals = ['SIGINT', 'SIGTERM'];
	for (const signal of signals) process.once(signal, execution.cancel);
	try {
		const { error, lastItems } = await execution.result;
		return {
			items: await describeItems(engine, lastItems, outFolder),
			error: error ? describeError(error) : null,
		};
	} finally {
		for (const signal of signals) process.off(signal, execution.cancel);
	}
}

/** n8n reads files of a few folders only; here those are this one and the inputs' own. */
function allowReading(inputs) {
	const folders = new Set([
		process.cwd(),
		...inputs.map((file) => path.dirname(path.resolve(file))),
	]);
	process.env.N8N_RESTRICT_FILE_ACCESS_TO ??= [...folders].join(';');
}
