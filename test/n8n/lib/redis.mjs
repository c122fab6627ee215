import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './ports.mjs';

const ATTEMPTS = 100;

export const isRedisThere = () => spawnSync('redis-server', ['--version']).status === 0;

/** Starts a Redis of our own that keeps nothing on disk. Gives its port, and a function to stop it. */
export async function startRedis(folder) {
	const port = await freePort();
	const dataFolder = path.join(folder, 'redis');
	mkdirSync(dataFolder);
	const options = { port, bind: '127.0.0.1', dir: dataFolder, save: '', appendonly: 'no' };
	const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
	const server = spawn('redis-server', flags, { stdio: 'ignore' });
	const closed = once(server, 'close');
	const stop = async () => {
		server.kill('SIGTERM');
		await closed;
	};
	for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
		if (await answers(port)) return { port, stop };
		await sleep(100);
	}
	await stop();
	throw new Error('Redis did not start');
}

async function answers(port) {
	const socket = connect(port, '127.0.0.1');
	try {
		await once(socket, 'connect');
		return true;
	} catch {
		return false;
	} finally {
		socket.destroy();
	}
}
