/** The product as n8n's process sees it: pictures and instructions in, actions out. Argument: the model's folder. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';

const require = createRequire(import.meta.url);
const lib = (file) => require(path.resolve(import.meta.dirname, '../../../dist/lib', file));
const { localPolicy, VLA_REQUIREMENT } = lib('vla/client.js');
const { resolveModel } = lib('models/resolve.js');
const { shutdownEngines } = lib('inference/pool.js');

const [folder] = process.argv.slice(2);
const model = await resolveModel({ mode: 'folder', value: folder }, VLA_REQUIREMENT);
const policy = localPolicy({ model, device: 'cpu' });
say({ ready: true });

for await (const list of createInterface({ input: process.stdin })) {
	const questions = JSON.parse(readFileSync(list, 'utf8')).map(({ file, instruction }) => ({
		observation: { pictures: [{ file, role: 'primary' }] },
		instruction,
	}));
	say(await askInTurn(questions));
}
await shutdownEngines();

async function askInTurn(questions) {
	const tokens = [];
	const milliseconds = [];
	for (const { observation, instruction } of questions) {
		const startedMs = performance.now();
		const answer = await policy.act(observation, instruction);
		milliseconds.push(performance.now() - startedMs);
		tokens.push(answer.tokens[0]);
	}
	return { tokens, milliseconds };
}

function say(value) {
	process.stdout.write(`${JSON.stringify(value)}\n`);
}
