import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { ensureBuilt, root } from '../../scripts/lib/build.mjs';
import { startPeer } from './lib/peer.mjs';
import { setUpVideoReaders, versionsOf } from './lib/peers-setup.mjs';
import { print, printMachine } from './lib/report.mjs';
import { reportJob } from './lib/video-report.mjs';
import { loopVideo, makeVideo, mebibytes } from './lib/videos.mjs';

const require = createRequire(import.meta.url);
const lib = (file) => require(path.join(root, 'dist/lib', file));

const THREADS = 2;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const SHORT_SECONDS = Number(process.env.BENCH_VIDEO_SECONDS ?? 120);
const LONG_SECONDS = 3 * 3600;
const LONG_FRAMES = 32;
const SMALL_WIDTH = 512;
/** Only peers whose names hold this. */
const ONLY = process.env.BENCH_PEERS ?? '';

/** A frame a second out of an ordinary video, exact and by key frames; and few frames out of a long one. */
export async function bench() {
	ensureBuilt();
	const readers = setUpVideoReaders();
	const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-'));
	try {
		const jobs = await listJobs();
		const peers = listPeers(readers).filter(({ name }) => name.includes(ONLY));
		printMachine(versionsOf('OpenCV', 'PyAV'));
		print(`the product's ffmpeg: ${versionOf(await lib('media/binaries.js').findTool('ffmpeg'))}`);
		print(`the newer ffmpeg: ${versionOf(readers.ffmpeg)}`);
		print(`${THREADS} threads, ${ROUNDS} rounds in turn, each peer started anew and warmed up\n`);
		await measureInTurn(peers, jobs, folder);
		for (const job of jobs) await reportJob(job, peers);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function versionOf(ffmpeg) {
	return execFileSync(ffmpeg, ['-version'], { encoding: 'utf8' }).split(' Copyright')[0];
}

async function listJobs() {
	const short = await makeVideo({ seconds: SHORT_SECONDS, bitRate: '6M' });
	const looped = await makeVideo({ seconds: 30, bitRate: '1300k' });
	const long = await loopVideo(looped, LONG_SECONDS);
	const everySecond = Array.from({ length: SHORT_SECONDS }, (_, index) => index);
	// As the product does: looping adds a frame or two to what was asked for.
	const { durationSeconds: endSeconds } = await lib('media/video/probe-video.js').probeVideo(long);
	const evenly = lib('video/moments.js').evenMoments({ startSeconds: 0, endSeconds }, LONG_FRAMES);
	const minutes = `${SHORT_SECONDS} s of 1080p30, ${mebibytes(short).toFixed(0)} MiB`;
	const hours = `${LONG_SECONDS / 3600} hours of 1080p30, ${mebibytes(long).toFixed(0)} MiB`;
	const job = (what, video, moments, more = {}) => ({ what, video, moments, ...more });
	return [
		job(`${minutes}: a frame a second`, short, everySecond),
		job(`${minutes}: a frame a second, ${SMALL_WIDTH} wide`, short, everySecond, {
			maximumWidth: SMALL_WIDTH,
		}),
		job(`${hours}: ${LONG_FRAMES} frames`, long, evenly, { count: LONG_FRAMES }),
	];
}

function listPeers({ python, ffmpeg }) {
	const peer = (name, command, script, more = {}) => ({
		name,
		command,
		args: [path.join(import.meta.dirname, 'peers', script), String(THREADS)],
		runs: new Map(),
		...more,
	});
	const node = process.execPath;
	const keys = { keyframesOnly: true };
	const newer = { env: { MULTIMODAL_FFMPEG_PATH: ffmpeg } };
	return [
		peer('product', node, 'video-product.mjs', { isProduct: true }),
		peer('product, key frames', node, 'video-product.mjs', keys),
		peer('product with the newer ffmpeg', node, 'video-product.mjs', newer),
		peer('product with it, key frames', node, 'video-product.mjs', { ...keys, ...newer }),
		peer('OpenCV', python, 'video-opencv.py', { isReference: true }),
		peer('PyAV', python, 'video-pyav.py'),
		peer('PyAV, key frames', python, 'video-pyav.py', keys),
	];
}

/** One peer at a time is alive: none takes another's memory or cores. */
async function measureInTurn(peers, jobs, folder) {
	const threads = { MULTIMODAL_THREADS: String(THREADS), OMP_NUM_THREADS: String(THREADS) };
	for (let round = 0; round < ROUNDS; round++) {
		for (const { name, command, args, env, keyframesOnly = false, runs } of peers) {
			const peer = await startPeer(name, command, args, { ...threads, ...env });
			const measure = (job) => {
				const { video, moments, count, maximumWidth } = job;
				const into = mkdtempSync(path.join(folder, 'frames-'));
				const wanted = { video, moments, count, maximumWidth, keyframesOnly, folder: into };
				return peer.measure(JSON.stringify(wanted));
			};
			await measure(WARM_UP);
			for (const job of jobs) {
				if (keyframesOnly && job.count) continue;
				runs.set(job, [...(runs.get(job) ?? []), await measure(job)]);
			}
			await peer.stop();
		}
	}
}

const WARM_UP = {
	video: path.join(root, 'test/fixtures/video/carphone_pristine.mp4'),
	moments: [0, 1, 2, 3],
};
