import path from 'node:path';
import { MAXIMUM_ASKED_FRAMES } from '../../lib/limits';
import type { InputFile } from '../../lib/n8n/input';
import type { ItemRun } from '../../lib/n8n/run-items';
import { findByName } from '../../lib/tokens/models';
import { sampleVideo } from '../../lib/video/client';
import { frameSheet } from '../../lib/video/contact-sheet';
import { thinEvenly, type Span } from '../../lib/video/moments';
import { planSheet } from '../../lib/video/plan-sheet';
import type { SampledFrame, SampleRequest } from '../../lib/video/types';
import type { HostedQuestion } from '../shared/read-hosted';
import { frameAskedMoments, readAskedMoments, shareBudget } from './ask-moments';
import { readClip } from './clip';
import { toMicroseconds } from './frame-json';
import { ASK_FRAME_PIXELS, ASK_SHEET_PIXELS, readOptions, type VideoOptions } from './options';
import { readRequest } from './request';
import { inVideo, warningsFor } from './warnings';

/** What of a video is shown to the model. */
export interface Look {
	videoName: string;
	/** In the order of time. */
	frames: SampledFrame[];
	/** One picture with all of them; absent: each is shown by itself. */
	sheet?: string;
	/** Pictures shown. */
	images: number;
	/** The part of the video they are of. */
	span: Span;
	durationSeconds: number;
	decodedFrames: number;
	/** The local model that chose them, if one did. */
	frameModel?: string;
	warnings: Array<['warning' | 'info', string]>;
}

/** Chooses frames as the item's fields say, and adds those at moments which the question names. */
export async function lookAtVideo(
	itemRun: ItemRun,
	{ path: videoPath, baseName: videoName }: InputFile,
	{ model, prompt }: HostedQuestion,
): Promise<Look> {
	const { signal } = itemRun;
	const options = forAsking(readOptions(itemRun), model);
	const asked = readAskedMoments(prompt);
	const whole: SampleRequest = { ...readRequest(itemRun, options), videoPath };
	const { request, budgetForEach } = shareBudget(whole, asked.length);
	const clip = await readClip(itemRun, request.strategy, options);
	const sampling = await sampleVideo(request, { signal, clip });
	const startSeconds = options.startSeconds ?? 0;
	const span = {
		startSeconds,
		endSeconds: toMicroseconds(startSeconds + sampling.durationSeconds),
	};
	const extra = await frameAskedMoments({ ...request, budget: budgetForEach }, asked, span, signal);
	const chosen = keepInNumber(sampling.frames, extra.frames, options.contactSheet);
	const found = {
		videoName,
		span,
		durationSeconds: sampling.durationSeconds,
		decodedFrames: sampling.decodedFrames + extra.decodedFrames,
		frameModel: clip?.job.model.name,
	};
	const warnings = warningsFor(videoName, request, sampling);
	if (!options.contactSheet) {
		const { frames, thinned } = chosen;
		if (thinned) warnings.push(['warning', tooMany(videoName, sampling.frames.length, frames)]);
		return { ...found, frames, images: frames.length, warnings };
	}
	const { columns, tilePixels, maximumWidth, budget } = options;
	const plan = planSheet(chosen.frames, { columns, tilePixels, maximumWidth, budget });
	const sheet = path.join(itemRun.folder, 'contact-sheet.jpg');
	await frameSheet(plan.frames, sheet, { columns, tileWidth: plan.tileWidth, signal });
	for (const warning of plan.warnings) warnings.push(['warning', inVideo(videoName, warning)]);
	return { ...found, frames: plan.frames, sheet, images: 1, warnings };
}

/** Pictures that every service takes, no larger than models see; tokens counted as for the model that is asked. */
function forAsking(options: VideoOptions, model: string): VideoOptions {
	const { budget, contactSheet, maximumWidth } = options;
	const tokenModel = findByName(model) ? model : options.tokenModel;
	return {
		...options,
		format: 'jpeg',
		tokenModel,
		maximumWidth: maximumWidth ?? (contactSheet ? ASK_SHEET_PIXELS : ASK_FRAME_PIXELS),
		...(budget && { budget: { ...budget, tokenModel } }),
	};
}

/** What the question names stays; the others are thinned evenly. On a sheet they are one picture. */
function keepInNumber(frames: SampledFrame[], extra: SampledFrame[], isSheet: boolean) {
	const known = new Set(frames.map(({ seconds }) => seconds));
	const further = extra.filter(({ seconds }) => !known.has(seconds));
	const most = isSheet ? Infinity : MAXIMUM_ASKED_FRAMES - further.length;
	const kept = thinEvenly(frames, most);
	return {
		frames: [...kept, ...further].sort((one, other) => one.seconds - other.seconds),
		thinned: kept.length < frames.length,
	};
}

const tooMany = (videoName: string, found: number, { length }: SampledFrame[]): string =>
	`"${videoName}": ${length} frames, evenly spread, were shown to the model instead of ${found}: services take no more in one message. Choose fewer, turn on "Contact Sheet", or ask about a part with "Start" and "End".`;
