import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { pack, unpack } from '../../../lib/inference/parcel';
import { MAXIMUM_INLINE_RESULT_BYTES } from '../../../lib/limits';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(path.join(os.tmpdir(), 'parcel-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** As JSON two bytes longer: the quotes. */
const LARGEST_INLINE = 'x'.repeat(MAXIMUM_INLINE_RESULT_BYTES - 2);

describe('a parcel', () => {
	it.each([[{ a: ['é'] }], [null], [0], [LARGEST_INLINE]])(
		'of a small output has no file',
		async (output) => {
			const parcel = await pack(output, folder);
			expect(readdirSync(folder)).toEqual([]);
			expect(await unpack(parcel, folder)).toEqual(output);
		},
	);

	it('of nothing is null', async () => {
		expect(await unpack(await pack(undefined, folder), folder)).toBeNull();
	});

	it('of a large output is a file for us only, gone once read', async () => {
		const output = `${LARGEST_INLINE}x`;
		const parcel = await pack(output, folder);
		const [fileName] = readdirSync(folder);
		expect(parcel).toEqual({ fileName });
		expect(statSync(path.join(folder, fileName)).mode & 0o777).toBe(0o600);
		expect(await unpack(parcel, folder)).toBe(output);
		expect(readdirSync(folder)).toEqual([]);
	});

	it('reads no file outside the folder of its task', async () => {
		const inner = mkdtempSync(path.join(folder, 'task-'));
		writeFileSync(path.join(folder, 'outside.json'), '"secret"');
		await expect(unpack({ fileName: '../outside.json' }, inner)).rejects.toThrow('ENOENT');
	});
});
