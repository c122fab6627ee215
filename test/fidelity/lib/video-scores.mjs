import path from 'node:path';
import { gaps, mean } from './numbers.mjs';
import { lib } from './context.mjs';

const { probeVideo } = lib('media/video/probe-video.js');
const { readFrameTimes } = lib('media/video/frame-times.js');
const { findAdaptiveCuts, findContentCuts } = lib('video/cuts.js');
const { measureFrames } = lib('video/measure-frames.js');
const { contentChange } = lib('video/signals.js');

/** PySceneDetect takes single points for its small frames, ours are averages, with less noise; cuts reach 27. */
const CONTENT_ERRORS = { max: 3, mean: 1 };
/** Share of the ratio. */
const RATIO_ERROR = 0.1;
/** Of a still picture the ratio is that of two traces of noise. */
const RATIO_MATTERS_FROM_CHANGE = 5;
const MINIMUM_SECONDS = 0.6;
const ROUNDING_SECONDS = 1e-6;

/** Change and adaptive ratio frame by frame, and the detectors' cuts without what fades add. */
export async function compareScores(report, videoPath, reference) {
	const name = path.basename(videoPath);
	const track = await measure(videoPath);
	compareNumbers(report, name, track.change, reference);
	const found = {
		content: findContentCuts(track, { threshold: 27, minimumSeconds: MINIMUM_SECONDS }),
		adaptive: findAdaptiveCuts(track, { threshold: 3, minimumSeconds: MINIMUM_SECONDS }),
	};
	for (const [detector, frames] of Object.entries(found)) {
		const expected = reference[`${detector}Scenes`].slice(1).map(([start]) => start);
		const cuts = frames.map((frame) => track.seconds[frame]);
		const isRight = Math.max(0, ...gaps(cuts, expected)) <= ROUNDING_SECONDS;
		const what = `${name}: ${detector} cuts of its own signals`;
		report(
			what,
			`${cuts.length}: ${cuts.map((at) => +at.toFixed(3)).join(' ')}`,
			expected.join(' '),
			isRight,
		);
	}
}

async function measure(videoPath) {
	const info = await probeVideo(videoPath);
	const times = await readFrameTimes(videoPath, info);
	const span = { startSeconds: 0, endSeconds: times.endSeconds };
	const part = { request: { videoPath, keyframesOnly: false }, info, times, span, progress() {} };
	const track = { seconds: [], change: [] };
	for await (const signals of measureFrames(part)) {
		track.seconds.push(signals.seconds);
		track.change.push(contentChange(signals));
	}
	return track;
}

function compareNumbers(report, name, change, { content, adaptiveRatio }) {
	const errors = gaps(change, content);
	const [worst, average] = [Math.max(...errors), mean(errors)];
	report(
		`${name}: content_val of ${content.length}`,
		`max ${worst.toFixed(2)}, mean ${average.toFixed(2)}`,
		`<= ${CONTENT_ERRORS.max}, ${CONTENT_ERRORS.mean}`,
		worst <= CONTENT_ERRORS.max && average <= CONTENT_ERRORS.mean,
	);
	const ratioErrors = adaptiveRatio.flatMap((ratio, frame) =>
		ratio === null || content[frame] < RATIO_MATTERS_FROM_CHANGE
			? []
			: [Math.abs(ratioOf(change, frame) / ratio - 1)],
	);
	const worstRatio = Math.max(0, ...ratioErrors);
	const told = `max ${(100 * worstRatio).toFixed(1)} %, mean ${(100 * mean([0, ...ratioErrors])).toFixed(1)} %`;
	report(
		`${name}: adaptive_ratio of ${ratioErrors.length}`,
		told,
		`<= ${100 * RATIO_ERROR} %`,
		worstRatio <= RATIO_ERROR,
	);
}

function ratioOf(change, frame) {
	return change[frame] / mean([-2, -1, 1, 2].map((distance) => change[frame + distance]));
}
