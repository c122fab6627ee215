import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { shutdownEngines } from '../../../../lib/inference/pool';
import type { CameraPicture } from '../../../../lib/vla/types';
import { makePng } from '../../../helpers/pictures';

export const TABLE = path.join(__dirname, '../../../fixtures/image/table');
export const table = (role = 'primary', file = 'table_00.png'): CameraPicture => ({
	file: path.join(TABLE, file),
	role,
});

/** A folder for this file's pictures; `write` makes one of [height, width, 3] bytes. Engines end with the tests. */
export function useScratch() {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'vla-remote-'));
	afterAll(async () => {
		await shutdownEngines();
		rmSync(folder, { recursive: true });
	});
	let count = 0;
	const write = (role: string, [height, width]: number[], pixels: Uint8Array): CameraPicture => {
		const rows = Array.from({ length: height }, (_, y) =>
			Buffer.concat([Buffer.of(0), pixels.subarray(y * width * 3, (y + 1) * width * 3)]),
		);
		const png = makePng({ width, height, colourType: 2 }, deflateSync(Buffer.concat(rows)));
		const file = path.join(folder, `${++count}.png`);
		writeFileSync(file, png);
		return { file, role };
	};
	return { folder, write };
}

/** A server's way, impatient enough for tests. */
export const reach = (baseUrl: string) => ({
	baseUrl,
	timeoutMs: 10_000,
	maximumRetries: 0,
});
