import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { addHint } from '../../../lib/n8n/hints';
import { readInput } from '../../../lib/n8n/input';
import type { ItemAction } from '../../../lib/n8n/run-items';
import { sampleVideo } from '../../../lib/video/client';
import { addAudioTrack } from '../audio-track';
import { readClip } from '../clip';
import { toFrameItems } from '../frame-items';
import { readOptions } from '../options';
import { readRequest } from '../request';
import { toSheetItem } from '../sheet-item';
import { warningsFor } from '../warnings';

export const option: INodePropertyOptions = {
	name: 'Sample',
	value: 'sample',
	action: 'Sample frames of a video',
	description: 'Choose a few frames of the video and give them as pictures',
};

/** None of its own: which frames, every operation asks. */
export const parameters: INodeProperties[] = [];

/** Video in, one item a frame out, or one with all of them on a contact sheet. */
export const run: ItemAction = async (itemRun) => {
	const { context, folder, signal } = itemRun;
	const options = readOptions(itemRun);
	const request = readRequest(itemRun, options);
	const input = await readInput(itemRun);
	const clip = await readClip(itemRun, request.strategy, options);
	const sampling = await sampleVideo({ ...request, videoPath: input.path }, { signal, clip });
	for (const warning of warningsFor(input.baseName, request, sampling)) {
		addHint(context, ...warning);
	}
	const account = { videoName: input.baseName, modelName: clip?.job.model.name, options, sampling };
	const items = options.contactSheet
		? [await toSheetItem(itemRun, account)]
		: await toFrameItems(context, account);
	if (options.audioTrack) await addAudioTrack(context, items, { input, folder, signal });
	return items;
};
