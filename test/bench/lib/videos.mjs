import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../../../scripts/lib/build.mjs';
import { print } from './report.mjs';

const require = createRequire(import.meta.url);

const FRAMES_PER_SECOND = 30;
/** Bits of a frame's number painted into it: enough for two minutes. */
const NUMBER_BITS = 12;
const BIT_EDGE = 40;
const BITS_LEFT = 16;
const BITS_TOP = 16;

const folder = path.join(root, '.cache/bench/videos');
const source = path.join(root, 'test/fixtures/video/bigbuckbunny.mp4');

/** 1080p30 H.264 with B-frames and x264's usual key frames: film, moving test pictures, a number in each frame. */
export async function makeVideo({ seconds, bitRate }) {
	return await makeOnce(`${seconds}s-${bitRate}.mp4`, (file) => [
		...['-stream_loop', '-1', '-i', source],
		...['-f', 'lavfi', '-i', `testsrc2=size=640x360:rate=${FRAMES_PER_SECOND}`],
		...['-filter_complex', picture()],
		...['-t', seconds, '-c:v', 'libx264', '-preset', 'veryfast', '-bf', 3, '-g', 250],
		...['-b:v', bitRate, '-an', '-movflags', '+faststart', file],
	]);
}

/** The same packets again and again, until so many seconds. */
export async function loopVideo(video, seconds) {
	const name = `${seconds}s-of-${path.basename(video)}`;
	return await makeOnce(name, (file) => [
		...['-stream_loop', '-1', '-i', video, '-t', seconds, '-c', 'copy'],
		...['-movflags', '+faststart', file],
	]);
}

/** The number painted into a frame, out of a picture of it at any size; `sharp` is given by whoever has it. */
export async function readNumber(sharp, file) {
	const { data, info } = await sharp(file).greyscale().raw().toBuffer({ resolveWithObject: true });
	const factor = info.width / 1920;
	const at = (x, y) => data[Math.floor(y * factor) * info.width + Math.floor(x * factor)];
	const middle = BIT_EDGE / 2;
	return Array.from({ length: NUMBER_BITS }, (_, bit) =>
		at(BITS_LEFT + bit * BIT_EDGE + middle, BITS_TOP + middle) > 128 ? 2 ** bit : 0,
	).reduce((sum, value) => sum + value, 0);
}

function picture() {
	const bits = Array.from({ length: NUMBER_BITS }, (_, bit) => {
		const place = `x=${BITS_LEFT + bit * BIT_EDGE}:y=${BITS_TOP}:w=${BIT_EDGE}:h=${BIT_EDGE}`;
		return `drawbox=${place}:color=white:t=fill:enable='mod(floor(n/${2 ** bit}),2)'`;
	});
	return [
		`[0:v]fps=${FRAMES_PER_SECOND},scale=1920:1080:flags=bilinear,noise=alls=4:allf=t[film]`,
		`[film][1:v]overlay=x=1240:y=680,drawbox=x=8:y=8:w=496:h=56:color=black:t=fill,${bits},format=yuv420p`,
	].join(';');
}

async function makeOnce(name, options) {
	const file = path.join(folder, name);
	if (existsSync(file)) return file;
	mkdirSync(folder, { recursive: true });
	print(`making ${name}`);
	const { findTool } = require(path.join(root, 'dist/lib/media/binaries.js'));
	const partial = path.join(folder, `partial-${process.pid}-${name}`);
	const args = ['-v', 'error', '-y', ...options(partial).map(String)];
	execFileSync(await findTool('ffmpeg'), args, { stdio: ['ignore', 'ignore', 'inherit'] });
	renameSync(partial, file);
	return file;
}

/** Size on disk in MiB, for the report. */
export function mebibytes(file) {
	return statSync(file).size / 2 ** 20;
}
