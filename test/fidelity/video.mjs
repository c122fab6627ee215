/** Sample Video against PyAV, PySceneDetect and the loop it replaces (goldens in test/fixtures/golden). */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/lib/build.mjs';
import { lib } from './lib/context.mjs';
import { gaps } from './lib/numbers.mjs';
import { findPicture, hashFrames } from './lib/video-frames.mjs';
import { compareScores } from './lib/video-scores.mjs';

const { sampleVideo } = lib('video/client.js');
const { probeVideo } = lib('media/video/probe-video.js');
const { readFrameTimes } = lib('media/video/frame-times.js');
const { shutdownEngines } = lib('inference/pool.js');

const fixture = (...names) => path.join(root, 'test/fixtures', ...names);
const golden = (name) => JSON.parse(readFileSync(fixture('golden', `${name}.json`), 'utf8'));

/** Times are told in millionths of a second. */
const TIME_ERROR = 2e-6;
const DRIFTING = 'carphone_pristine.mp4';

export async function compare(report) {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'fidelity-'));
	try {
		for (const [name, reference] of Object.entries(golden('video'))) {
			await compareVideo(report, folder, name, reference);
		}
		for (const [name, reference] of Object.entries(golden('video-scores'))) {
			await compareScores(report, fixture('video', name), reference);
		}
	} finally {
		await shutdownEngines();
		rmSync(folder, { recursive: true, force: true });
	}
}

async function compareVideo(report, folder, name, reference) {
	const file = fixture('video', name);
	const info = await probeVideo(file);
	const times = await readFrameTimes(file, info);
	const sample = (request) => sampleInto(mkdtempSync(path.join(folder, 'frames-')), file, request);
	compareTimes(report, name, times, reference);
	await compareOnScreen(report, name, { file, sample, times }, reference.on_screen_at);
	if (name === DRIFTING) await compareInterval(report, name, { sample, times }, reference);
	await compareCuts(report, name, sample, reference);
}

async function sampleInto(folder, videoPath, request) {
	const usual = { strategy: 'interval', intervalSeconds: 1, count: 1, keyframesOnly: false };
	const scenes = { detector: 'content', minimumSeconds: 0.6, place: 0.5 };
	return await sampleVideo({ videoPath, folder, format: 'png', ...usual, scenes, ...request });
}

function compareTimes(report, name, { seconds, isKeyframe }, reference) {
	const { frames, first_pts: first, last_pts: last, keyframe_pts: keyframes } = reference;
	report(`${name}: frames`, seconds.length, frames, seconds.length === frames);
	const ends = [seconds[0], seconds.at(-1)];
	const endError = Math.max(...gaps(ends, [first, last]));
	const shown = ends.map((at) => at.toFixed(6)).join(' to ');
	report(`${name}: true times`, shown, `${first} to ${last}`, endError <= TIME_ERROR);
	const keys = Array.from(seconds).filter((_, index) => isKeyframe[index]);
	const keyError = Math.max(...gaps(keys, keyframes));
	const found = `${keys.length}, max error ${keyError.toExponential(1)} s`;
	report(`${name}: key frames`, found, `${keyframes.length}`, keyError <= TIME_ERROR);
}

/** What was asked for by time, and what the pictures show when compared with all frames, decoded one by one. */
async function compareOnScreen(report, name, { file, sample, times }, onScreenAt) {
	const moments = Object.entries(onScreenAt).map(([at, frame]) => [Number(at), frame]);
	const { frames } = await sample({ intervalSeconds: 0.5 });
	const expected = moments.map(([, frame]) => frame);
	const chosen = frames.slice(0, moments.length);
	const indices = chosen.map(({ seconds }) => times.seconds.indexOf(seconds));
	const right = indices.filter((index, place) => index === expected[place]).length;
	const all = `${moments.length} of ${moments.length}`;
	const told = `${right} of ${moments.length} identical`;
	report(`${name}: frame on screen every 0.5 s`, told, all, right === moments.length);
	const hashes = await hashFrames(file);
	const places = await Promise.all(chosen.map((frame) => findPicture(frame.file, hashes)));
	const same = places.filter((found, place) => found.includes(expected[place])).length;
	const what = `${name}: its picture, byte for byte, is that frame`;
	report(what, `${same} of ${moments.length}`, all, same === moments.length);
}

async function compareInterval(report, name, { sample, times }, reference) {
	const { frames } = await sample({});
	const indices = frames.map(({ seconds }) => times.seconds.indexOf(seconds));
	const expected = ['0.0', '1.0', '2.0', '3.0'].map((at) => reference.on_screen_at[at]);
	const isRight = String(indices.slice(0, 4)) === String(expected);
	report(
		`${name}: frames at 0, 1, 2, 3 s`,
		indices.slice(0, 4).join(' '),
		expected.join(' '),
		isRight,
	);
	const drifting = reference.seed_loop_frame_indices;
	const behind = reference.seed_loop_pts.map((at, place) => (at - place).toFixed(3)).slice(0, 4);
	const measured = `${drifting.slice(0, 4).join(' ')}: off by ${behind.join(' ')} s`;
	report(`${name}: every int(rate)-th frame drifts`, measured, 'told only', true);
}

async function compareCuts(report, name, sample, reference) {
	const detectors = {
		content: reference.pyscenedetect_content27,
		adaptive: reference.pyscenedetect_adaptive,
	};
	for (const [detector, scenes] of Object.entries(detectors)) {
		const { frames } = await sample({
			strategy: 'scenes',
			scenes: { detector, minimumSeconds: 0.6, place: 0.5 },
		});
		const cuts = frames.slice(1).map(({ scene }) => scene.startSeconds);
		const expected = scenes.slice(1).map(([start]) => start);
		const isRight = Math.max(0, ...gaps(cuts, expected)) <= TIME_ERROR;
		const toText = (list) =>
			list.length > 0 ? list.map((at) => +at.toFixed(3)).join(' ') : 'none';
		report(`${name}: cuts, ${detector}`, toText(cuts), toText(expected), isRight);
	}
}
