import { closeSync, copyFileSync, openSync, statSync, truncateSync, writeSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { useAllowedFolder } from '../../helpers/allowed-folder';
import { video } from '../../helpers/video';

const MB = 1_000_000;
const FILE_BYTES = 2_000 * MB;
/** The promise to the user. */
const BOUND_BYTES = 100 * MB;
const allowed = useAllowedFolder();
const SCRIPT = path.join(__dirname, '../../helpers/large-video-growth.js');

/** A video with a box of nothing behind it that takes no room on the disk. */
function largeVideo(): string {
	const file = path.join(allowed, 'large.mp4');
	copyFileSync(video('bikes'), file);
	const { size } = statSync(file);
	const header = Buffer.alloc(8);
	header.writeUInt32BE(FILE_BYTES - size);
	header.write('free', 4);
	const handle = openSync(file, 'r+');
	writeSync(handle, header, 0, header.length, size);
	closeSync(handle);
	truncateSync(file, FILE_BYTES);
	return file;
}

it('a file of 2 GB is not held in memory', () => {
	const small = path.join(allowed, 'small.mp4');
	copyFileSync(video('bikes'), small);
	// A process of its own, as n8n's is: this one keeps the garbage of all tests before.
	const { stdout } = spawnSync(process.execPath, [SCRIPT, small, largeVideo()], {
		encoding: 'utf8',
		env: { ...process.env, NODE_OPTIONS: '' },
	});
	const { items, growthBytes } = JSON.parse(stdout);
	expect(items).toBe(8);
	expect(growthBytes).toBeLessThan(BOUND_BYTES);
});
