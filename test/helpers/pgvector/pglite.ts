import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** A PostgreSQL with pgvector in a process of its own, empty: what its credential says, and its end. */
export async function startPglite() {
	const server = fork(path.join(__dirname, 'pglite-server.mjs'), { execArgv: [] });
	const closed = once(server, 'close');
	const started = await Promise.race([once(server, 'message'), closed.then(() => undefined)]);
	if (!started) throw new Error('PGlite ended before it listened');
	const [{ port }] = started as [{ port: number }];
	const credential: ICredentialDataDecryptedObject = {
		host: '127.0.0.1',
		port,
		database: 'postgres',
		user: 'postgres',
		password: 'postgres',
		ssl: 'disable',
	};
	const stop = async () => {
		server.kill();
		await closed;
	};
	return { credential, stop };
}
