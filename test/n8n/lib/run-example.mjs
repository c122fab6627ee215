import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { itemsOf } from './report.mjs';

/**
 * Runs a workflow from n8n's command line with other nodes (`{type, typeVersion, parameters}`) in the
 * place of its Input. Gives the items of a node by its name; throws where the workflow fails.
 */
export async function runInstead(n8n, folder, workflow, nodes) {
	const file = path.join(folder, `${workflow.id}.json`);
	writeFileSync(file, JSON.stringify(inPlaceOfInput(workflow, nodes)));
	const imported = await n8n.command('import:workflow', `--input=${file}`);
	if (imported.code !== 0)
		throw new Error(`n8n did not import ${workflow.name}: ${imported.stdout}`);
	const { code, stdout } = await n8n.command('execute', `--id=${workflow.id}`, '--rawOutput');
	if (code !== 0) throw new Error(`"${workflow.name}" failed: ${stdout.slice(-3000)}`);
	return (nodeName) => itemsOf(stdout, nodeName);
}

/** A manual start, then the given nodes in a row; the last one takes Input's name and connections. */
function inPlaceOfInput(workflow, nodes) {
	const input = workflow.nodes.find(({ name }) => name === 'Input');
	const names = ['Start', ...nodes.slice(1).map((_node, place) => `Step ${place + 1}`), 'Input'];
	const row = [{ type: input.type, typeVersion: input.typeVersion, parameters: {} }, ...nodes];
	const added = row.map((node, place) => ({
		...node,
		id: `in-place-of-input-${place}`,
		name: names[place],
		position: [input.position[0] - 220 * (row.length - 1 - place), input.position[1]],
	}));
	const links = names
		.slice(0, -1)
		.map((name, place) => [name, { main: [[{ node: names[place + 1], type: 'main', index: 0 }]] }]);
	return {
		...workflow,
		nodes: [...workflow.nodes.filter((node) => node !== input), ...added],
		connections: { ...workflow.connections, ...Object.fromEntries(links) },
	};
}
