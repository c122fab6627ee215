import { execFileSync } from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import cache from '../../../scripts/lib/n8n-folder.js';

const { N8N_VERSION, n8nFolder } = cache;
const NODE_VERSION = '24.9.0';
/** The npm package that holds the node binary of this platform. */
const NODE_PACKAGE = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

/** Installs n8n and the Node.js it runs on, unless they are there. Gives the paths of both programs. */
export function installN8n() {
	const folder = n8nFolder();
	const installation = {
		node: path.join(folder, 'node_modules', NODE_PACKAGE, 'bin/node'),
		n8n: path.join(folder, 'node_modules/n8n/bin/n8n'),
	};
	if (!isComplete(folder)) install(folder);
	return installation;
}

function isComplete(folder) {
	const modules = path.join(folder, 'node_modules');
	return (
		versionOf(path.join(modules, 'n8n')) === N8N_VERSION &&
		versionOf(path.join(modules, NODE_PACKAGE)) === NODE_VERSION &&
		existsSync(path.join(modules, 'sqlite3/build/Release/node_sqlite3.node'))
	);
}

function versionOf(packageFolder) {
	const file = path.join(packageFolder, 'package.json');
	return existsSync(file)
		? JSON.parse(readFileSync(file, 'utf8')).version.replace(/^v/, '')
		: undefined;
}

/** Installs beside the folder and renames when complete: another run sees all of it or nothing. */
function install(folder) {
	process.stdout.write(`    installing n8n ${N8N_VERSION} in ${folder}: some minutes, once\n`);
	mkdirSync(path.dirname(folder), { recursive: true });
	const unfinished = mkdtempSync(`${folder}-unfinished-`);
	try {
		installInto(unfinished);
		moveInPlace(unfinished, folder);
	} finally {
		rmSync(unfinished, { recursive: true, force: true });
	}
}

function installInto(folder) {
	writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
	const npm = (...options) =>
		execFileSync('npm', options, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
	const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
	const packages = [`n8n@${N8N_VERSION}`, `${NODE_PACKAGE}@${NODE_VERSION}`];
	npm('install', '--ignore-scripts', ...quiet, ...packages);
	// The one native part that does not come ready: fetched, or compiled where it cannot be.
	npm('rebuild', 'sqlite3', '--ignore-scripts=false', ...quiet);
}

function moveInPlace(unfinished, folder) {
	try {
		renameSync(unfinished, folder);
	} catch (error) {
		// Another run was faster, and its installation is as good.
		if (isComplete(folder)) return;
		throw new Error(`${folder} holds no complete n8n ${N8N_VERSION}: delete it and run again`, {
			cause: error,
		});
	}
}
