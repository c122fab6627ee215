import { execFile } from 'node:child_process';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { OpenPiServer } from '../../../../lib/hosted/policy-servers/open-pi-connection';
import {
	closeKeptConnections,
	keptConnection,
} from '../../../../lib/hosted/policy-servers/open-pi-keeper';
import {
	type OpenPiTestServer,
	packSteps,
	reach,
	startOpenPiServer,
} from '../../../helpers/policy-servers/open-pi-server';

let server: OpenPiTestServer;
const start = async () => (server = await startOpenPiServer({ reply: () => packSteps([[1]]) }));
afterEach(async () => {
	closeKeptConnections();
	await server.close();
});
const way = (changes: Partial<OpenPiServer> = {}) => reach(server.url, changes);

test('connections are kept by address and key, and given up when told', async () => {
	await start();
	const keptFor = (changes: Partial<OpenPiServer>) => keptConnection(way(changes));
	expect(keptFor({})).toBe(keptFor({}));
	expect(keptFor({ apiKey: 'a' })).not.toBe(keptFor({}));
	expect(keptFor({ path: '/b' })).not.toBe(keptFor({}));
	await keptFor({}).ask(way(), { message: { step: 1 } });
	await keptFor({}).ask(way(), { message: { step: 2 } });
	expect(server.connections).toHaveLength(1);
	closeKeptConnections();
	await keptFor({}).ask(way(), { message: { step: 3 } });
	expect(server.connections).toHaveLength(2);
});

test('a connection that nobody asks over is closed after a while', async () => {
	await start();
	const kept = keptConnection(way());
	jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'performance', 'queueMicrotask'] });
	try {
		await kept.ask(way(), { message: { step: 1 } });
		jest.advanceTimersByTime(59_000);
		await kept.ask(way(), { message: { step: 2 } });
		jest.advanceTimersByTime(59_000);
		expect(keptConnection(way())).toBe(kept);
		jest.advanceTimersByTime(1_000);
		expect(keptConnection(way())).not.toBe(kept);
	} finally {
		jest.useRealTimers();
	}
	while (server.open > 0) await wait(5);
	expect(server.connections).toHaveLength(1);
});

test('a kept connection keeps no process alive', async () => {
	await start();
	const script = path.join(__dirname, '../../../helpers/policy-servers/ask-and-leave.js');
	const { stdout } = await promisify(execFile)(process.execPath, [script, server.url], {
		timeout: 20_000,
	});
	expect(stdout).toBe('answered');
});
