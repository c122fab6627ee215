import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Runs on n8n's Node.js, which has SQLite: tables with a text in any of their cells. */
const SEARCH = `
const { DatabaseSync } = require('node:sqlite');
const [file, ...texts] = process.argv.slice(1);
const database = new DatabaseSync(file, { readOnly: true });
const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
const holds = (row, text) => Object.values(row).some((cell) => String(cell).includes(text));
const found = tables.flatMap(({ name }) => {
	const rows = database.prepare('SELECT * FROM "' + name + '"').all();
	return texts.filter((text) => rows.some((row) => holds(row, text))).map((text) => [name, text]);
});
process.stdout.write(JSON.stringify(found));
`;

/** Pairs of a table of n8n's database and the text, of these, that stands in it. */
export function findInDatabase({ installation, folder }, texts) {
	const file = path.join(folder, '.n8n/database.sqlite');
	const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] };
	return JSON.parse(execFileSync(installation.node, ['-e', SEARCH, file, ...texts], options));
}

/** Files that hold one of these texts: n8n's log, its journal of events, kept binaries. Packages are left out. */
export function findInFiles(folder, texts) {
	return readdirSync(folder, { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.join(entry.parentPath, entry.name))
		.filter((file) => !file.includes(`${path.sep}node_modules${path.sep}`))
		.filter((file) => texts.some((text) => readFileSync(file).includes(text)));
}
