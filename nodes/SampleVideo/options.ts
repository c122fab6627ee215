import type { IDataObject } from 'n8n-workflow';
import { MAXIMUM_TILE_PIXELS, MINIMUM_TILE_PIXELS } from '../../lib/limits';
import { DEFAULT_QUALITY } from '../../lib/media/video/picture-options';
import type { FrameFormat } from '../../lib/media/video/types';
import { numberIn, oneOf, switchOf } from '../../lib/n8n/choices';
import { readEngineOptions, type EngineOptions } from '../../lib/n8n/engine-options';
import { rawOptions } from '../../lib/n8n/options-collection';
import type { ItemRun } from '../../lib/n8n/run-items';
import type { Budget } from '../../lib/video/types';
import { DEFAULT_TOKEN_MODEL } from '../shared/token-models';
import { readMoment } from './moment';

const FORMATS = ['jpeg', 'png', 'webp'] as const satisfies readonly FrameFormat[];
const DETECTORS = ['content', 'adaptive'] as const;
/** Where in a scene its frame is taken, as a share of its length. */
const PLACES = { start: 0, middle: 0.5, end: 1 };
const PLACE_NAMES = ['start', 'middle', 'end'] as const;

export const DEFAULT_TILE_PIXELS = 320;
export const DEFAULT_MINIMUM_SCENE_SECONDS = 0.6;
/** Wide enough to read a slide's headings; a frame of a film takes 448 tokens on Claude. */
export const ASK_FRAME_PIXELS = 768;
/** What every model with eyes takes whole. */
export const ASK_SHEET_PIXELS = 1568;

/** The node's Options, complete: what the user left out has its default. */
export interface VideoOptions extends EngineOptions {
	startSeconds?: number;
	endSeconds?: number;
	keyframesOnly: boolean;
	/** Absent: no budget. */
	budget?: Budget;
	tokenModel: string;
	contactSheet: boolean;
	/** Absent: as many as make the sheet nearly a square. */
	columns?: number;
	tilePixels: number;
	maximumWidth?: number;
	format: FrameFormat;
	quality: number;
	audioTrack: boolean;
	scenes: {
		detector: 'content' | 'adaptive';
		threshold?: number;
		minimumSeconds: number;
		place: number;
	};
}

/** Reads an item's Options. A value that an expression got wrong is a coded error. */
export function readOptions({ context, itemIndex }: ItemRun): VideoOptions {
	const raw = rawOptions(context, itemIndex);
	const tokenModel = String(raw.tokenModel ?? '').trim() || DEFAULT_TOKEN_MODEL;
	const maximumTokens = countOrNone('Max Tokens', raw.maxTokens);
	return {
		...readEngineOptions(raw),
		startSeconds: readMoment('Start', raw.start),
		endSeconds: readMoment('End', raw.end),
		keyframesOnly: switchOf('Key Frames Only', raw.keyframesOnly, false),
		...(maximumTokens !== undefined && { budget: { maximumTokens, tokenModel } }),
		tokenModel,
		contactSheet: switchOf('Contact Sheet', raw.contactSheet, false),
		columns: countOrNone('Contact Sheet Columns', raw.columns),
		tilePixels: numberIn(
			'Contact Sheet Picture Width',
			{ from: MINIMUM_TILE_PIXELS, to: MAXIMUM_TILE_PIXELS, isWhole: true },
			raw.tileWidth,
			DEFAULT_TILE_PIXELS,
		),
		maximumWidth: countOrNone('Max Width', raw.maxWidth),
		format: oneOf('Picture Format', FORMATS, raw.format, 'jpeg'),
		quality: numberIn(
			'Picture Quality',
			{ from: 1, to: 100, isWhole: true },
			raw.quality,
			DEFAULT_QUALITY,
		),
		audioTrack: switchOf('Audio Track', raw.audioTrack, false),
		scenes: readScenes(raw),
	};
}

function readScenes(raw: IDataObject): VideoOptions['scenes'] {
	const threshold = numberIn('Scene Threshold', { from: 0 }, raw.sceneThreshold, 0);
	return {
		detector: oneOf('Scene Detector', DETECTORS, raw.sceneDetector, 'content'),
		...(threshold > 0 && { threshold }),
		minimumSeconds: numberIn(
			'Shortest Scene',
			{ from: 0 },
			raw.minimumSceneSeconds,
			DEFAULT_MINIMUM_SCENE_SECONDS,
		),
		place: PLACES[oneOf('Place in Scene', PLACE_NAMES, raw.scenePlace, 'middle')],
	};
}

/** 0 stands for no limit. */
function countOrNone(name: string, found: unknown): number | undefined {
	return numberIn(name, { from: 0, isWhole: true }, found, 0) || undefined;
}
