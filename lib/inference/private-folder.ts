import { rmSync } from 'node:fs';

/** Removes an engine's folder. Never throws: called from timers and exit handlers, it would end n8n. */
export function removeFolder(folder: string): void {
	try {
		rmSync(folder, { recursive: true, force: true });
	} catch {
		// A process that is being killed may still write or hold a file: its exit removes again.
	}
}
