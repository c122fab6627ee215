import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './ports.mjs';

const ATTEMPTS = 300;
const PASSWORD = 'Loopback0nly!';

/**
 * Starts a PostgreSQL of our own, on the loopback interface: `program` is the folder that holds its
 * `bin`, `lib` and `share`, `libraries` the folder of what it links to. Gives what n8n's credential
 * says of it, and a function to stop it.
 */
export async function startPostgres({ program, libraries }) {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'multimodal-postgres-'));
	try {
		const user = unprivilegedUser();
		copyProgram(folder, { program, libraries });
		makeFolders(folder, user);
		createCluster(folder, user);
		return await start(folder, user);
	} catch (error) {
		rmSync(folder, { recursive: true, force: true });
		throw error;
	}
}

/** PostgreSQL refuses to run as root: then it runs as nobody, who owns nothing. */
function unprivilegedUser() {
	if (process.getuid() !== 0) return {};
	const idOf = (kind) => Number(execFileSync('id', [kind, 'nobody'], { encoding: 'utf8' }));
	return { uid: idOf('-u'), gid: idOf('-g') };
}

/** Another user may not look into this one's cache folder. */
function copyProgram(folder, { program, libraries }) {
	cpSync(program, path.join(folder, 'program'), { recursive: true });
	cpSync(libraries, path.join(folder, 'program/lib'), { recursive: true });
}

function makeFolders(folder, user) {
	mkdirSync(path.join(folder, 'data'), { mode: 0o700 });
	writeFileSync(path.join(folder, 'password'), PASSWORD);
	if (user.uid === undefined) return;
	for (const name of ['.', 'data', 'password']) {
		chownSync(path.join(folder, name), user.uid, user.gid);
	}
}

function createCluster(folder, user) {
	const flags = ['--username=postgres', '--encoding=UTF8', '--no-locale', '--auth=scram-sha-256'];
	execFileSync(
		path.join(folder, 'program/bin/initdb'),
		['-D', path.join(folder, 'data'), `--pwfile=${path.join(folder, 'password')}`, ...flags],
		{ ...user, ...placeFor(folder), stdio: ['ignore', 'ignore', 'pipe'] },
	);
}

async function start(folder, user) {
	const port = await freePort();
	const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'off' };
	const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const server = spawn(
		path.join(folder, 'program/bin/postgres'),
		['-D', path.join(folder, 'data'), '-p', String(port), ...flags],
		{ ...user, ...placeFor(folder), stdio: ['ignore', 'ignore', 'pipe'] },
	);
	let log = '';
	server.stderr.setEncoding('utf8').on('data', (text) => (log += text));
	const closed = once(server, 'close');
	const stop = async () => {
		// Its fast shutdown: open connections are ended.
		server.kill('SIGINT');
		await closed;
		rmSync(folder, { recursive: true, force: true });
	};
	for (let attempt = 0; attempt < ATTEMPTS && server.exitCode === null; attempt++) {
		if (log.includes('ready to accept connections'))
			return { credential: toCredential(port), stop };
		await sleep(100);
	}
	await stop();
	throw new Error(`PostgreSQL did not start: ${log}`);
}

/** Nothing of ours is in its environment; its libraries lie beside it. */
const placeFor = (folder) => ({
	cwd: folder,
	env: { PATH: process.env.PATH, LD_LIBRARY_PATH: path.join(folder, 'program/lib') },
});

const toCredential = (port) => ({
	host: '127.0.0.1',
	port,
	database: 'postgres',
	user: 'postgres',
	password: PASSWORD,
	ssl: 'disable',
	maxConnections: 20,
});
