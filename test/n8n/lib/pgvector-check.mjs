import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import search from '../../helpers/pgvector/exhaustive.js';
import example from '../../helpers/pgvector/ready-example.js';
import { installPostgres } from './install-postgres.mjs';
import { startPostgres } from './postgres.mjs';
import { askAll } from './questions.mjs';
import { root } from './root.mjs';
import { runInstead } from './run-example.mjs';

const PICTURES = 500;
const THINGS = ['red square', 'blue circle', 'orange ring', 'black heart'];
const CREDENTIAL = { id: 'pgvector00000001', name: 'Postgres account', type: 'postgres' };

/** Pictures into a real PostgreSQL with pgvector, and out by sentences, in the order of an exhaustive search. */
export async function pgvectorCheck({ n8n, checks, folder }) {
	checks.step('Search pictures in PostgreSQL with pgvector');
	const installation = installPostgres();
	if (installation.missing) return checks.skip('pgvector', installation.missing);
	const postgres = await startPostgres(installation);
	try {
		await importCredential(n8n, folder, postgres.credential);
		const run = async (fileName, nodes) =>
			await runInstead(n8n, folder, example.readyExample(fileName, CREDENTIAL), nodes);
		const pictures = await storePictures(run, checks, folder);
		await checkSearches(run, checks, pictures);
	} finally {
		await postgres.stop();
	}
}

async function importCredential(n8n, folder, data) {
	const file = path.join(folder, 'credentials.json');
	writeFileSync(file, JSON.stringify([{ ...CREDENTIAL, data }]));
	const { stdout } = await n8n.command('import:credentials', `--input=${file}`);
	if (!/Successfully imported 1/.test(stdout)) {
		throw new Error(`n8n did not import the credential: ${stdout}`);
	}
}

async function storePictures(run, checks, folder) {
	const pictures = path.join(folder, 'files/pictures');
	mkdirSync(pictures, { recursive: true });
	const script = path.join(root, 'test/helpers/pgvector/draw-pictures.mjs');
	execFileSync(process.execPath, [script, pictures, String(PICTURES)]);
	const itemsOf = await run('clip-image-search-index.json', [
		{
			type: 'n8n-nodes-base.readWriteFile',
			typeVersion: 1,
			parameters: { operation: 'read', fileSelector: `${pictures}/*.png`, options: {} },
		},
	]);
	const ids = new Set(itemsOf('Store Pictures').map(({ json }) => json.id));
	checks.check('Every picture is stored', ids.size === PICTURES, `${ids.size} of ${PICTURES}`);
	return itemsOf('CLIP Similarity').map(({ json }) => ({
		id: json.fileName,
		vector: json.embedding,
	}));
}

async function checkSearches(run, checks, pictures) {
	const questions = askAll(
		THINGS.map((thing) => ({ query: `a photo of a ${thing}`, limit: PICTURES })),
	);
	const byQuery = await run('clip-image-search-query.json', questions);
	const vectors = byQuery('CLIP Similarity').map(({ json }) => json.embedding);
	const rows = byQuery('Find Pictures');
	checkOrders({ checks, pictures, vectors }, 'The Postgres node', rows, ({ id }) => id);
	// The same table, by the words alone: n8n's vector store asks our embeddings.
	const byStore = await run('clip-image-search-ai.json', questions);
	const documents = byStore('Find Pictures');
	checkOrders(
		{ checks, pictures, vectors },
		"n8n's vector store",
		documents,
		({ document }) => document.pageContent,
	);
}

function checkOrders({ checks, pictures, vectors }, who, items, idOf) {
	const idsFor = (place) =>
		items.filter(({ pairedItem }) => pairedItem.item === place).map(({ json }) => idOf(json));
	for (const [place, thing] of THINGS.entries()) {
		const ids = idsFor(place);
		const difference =
			ids.length === PICTURES
				? search.findDifference(ids, pictures, vectors[place])
				: `${ids.length} of ${PICTURES} pictures`;
		const [colour] = thing.split(' ');
		checks.check(
			`${who} orders all pictures for "${thing}" as an exhaustive search does`,
			difference === undefined,
			difference,
		);
		checks.check(`The best one is ${colour}`, ids[0]?.includes(colour), ids[0]);
	}
}
