import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

const SCRIPT = path.join(__dirname, '../../scripts/sim/table.mjs');

/** What the simulated robot says of itself; lengths in metres. */
export interface TableState {
	seed: number;
	instruction: string;
	steps: number;
	isOver: boolean;
	distanceMetres: number;
	hand: { x: number; y: number; z: number };
	gripper: number;
	target: { colour: string; kind: string; x: number; y: number };
	objects: Array<{ colour: string; kind: string; x: number; y: number }>;
}

/** Where the hand has been; all but the first with the time of the action that brought it there. */
export type TablePath = Array<{ x: number; y: number; z: number; gripper: number; atMs?: number }>;

export interface SimulatedTable {
	url: string;
	reset(seed: number): Promise<TableState>;
	act(action: object): Promise<{ status: number; body: TableState & { error?: string } }>;
	state(): Promise<TableState>;
	path(): Promise<TablePath>;
	/** PNG. */
	look(): Promise<Buffer>;
	close(): Promise<void>;
}

/** Starts the program that a person starts, on a free port. */
export async function startSimulatedTable(): Promise<SimulatedTable> {
	const child = spawn(process.execPath, [SCRIPT, '0'], {
		stdio: ['ignore', 'pipe', 'inherit'],
		env: { ...process.env, NODE_OPTIONS: '' },
	});
	const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
	const get = async <T>(place: string) => (await (await fetch(`${url}/${place}`)).json()) as T;
	const post = async (place: string, value: object) => {
		const response = await fetch(`${url}/${place}`, {
			method: 'POST',
			body: JSON.stringify(value),
		});
		return { status: response.status, body: (await response.json()) as TableState };
	};
	return {
		url,
		reset: async (seed) => (await post('reset', { seed })).body,
		act: async (action) => await post('action', action),
		state: async () => await get('state'),
		path: async () => await get('path'),
		look: async () => Buffer.from(await (await fetch(`${url}/camera.png`)).arrayBuffer()),
		async close() {
			const ended = once(child, 'exit');
			child.kill();
			await ended;
		},
	};
}
