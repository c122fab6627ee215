import { createHash } from 'node:crypto';
import { addressOf, OpenPiConnection, type OpenPiServer } from './open-pi-connection';

const kept = new Map<string, OpenPiConnection>();

/**
 * The connection to a server, shared by all who reach it with the same key, and warm between their questions and
 * executions. It closes itself once nobody asks, and keeps no process alive.
 */
export function keptConnection(server: OpenPiServer): OpenPiConnection {
	const identity = JSON.stringify([addressOf(server).href, server.apiKey ?? '']);
	const key = createHash('sha256').update(identity).digest('hex');
	const known = kept.get(key);
	if (known) return known;
	const made = new OpenPiConnection(() => kept.delete(key));
	kept.set(key, made);
	return made;
}

/** Ends all kept connections. */
export function closeKeptConnections(): void {
	for (const connection of [...kept.values()]) connection.close();
}
