import type { IDataObject } from 'n8n-workflow';
import { sharesOf } from '../../lib/n8n/shares';
import type { Sampling } from '../../lib/video/types';
import type { VideoOptions } from './options';

/** What came of a video, and what it is called. */
export interface Account {
	videoName: string;
	/** Of the model that looked at the frames, if one did. */
	modelName?: string;
	options: VideoOptions;
	sampling: Sampling & { durationMs: number };
}

/** What all items of a video have in common; the parts of a usage add up to the whole. */
export function accountFields(
	{ options, modelName, sampling }: Account,
	count: number,
): (place: number) => IDataObject {
	const decodedFrames = sharesOf(sampling.decodedFrames, count);
	const durationMs = sharesOf(sampling.durationMs, count);
	return (place) => ({
		usage: {
			decodedFrames: decodedFrames(place),
			durationMs: durationMs(place),
			tokenModel: options.tokenModel,
		},
		engine: 'local',
		...(modelName !== undefined && { model: modelName }),
	});
}
