import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { HostedTranscription } from '../../lib/hosted/transcription/types';
import { DEFAULT_UPLOAD_BYTES } from '../../lib/limits';
import { numberIn, switchOf } from '../../lib/n8n/choices';
import { rawOptions } from '../../lib/n8n/options-collection';
import type { ItemRun } from '../../lib/n8n/run-items';
import {
	callOptionFields,
	readCallOptions,
	readRequestsAtOnce,
	type CallOptions,
} from '../shared/hosted-options';

/** As services count them. */
const BYTES_PER_MEGABYTE = 1024 * 1024;
const DEFAULT_UPLOAD_MEGABYTES = DEFAULT_UPLOAD_BYTES / BYTES_PER_MEGABYTE;

/** How a service listens; `readHostedListening` reads them. */
export const hostedListeningFields: INodeProperties[] = [
	...callOptionFields,
	{
		displayName: 'Largest Upload',
		name: 'largestUpload',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: DEFAULT_UPLOAD_MEGABYTES,
		description:
			'How many megabytes the service takes at once. Larger recordings go up in pieces that are cut where nobody speaks, and come back as one.',
	},
	{
		displayName: 'Longest Upload',
		name: 'longestUpload',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 0,
		description:
			'How many seconds the model takes at once; longer recordings go up in pieces. 0 is as many as the model is known to take.',
	},
	{
		displayName: 'Tell Speakers Apart',
		name: 'speakers',
		type: 'boolean',
		default: false,
		description:
			'Whether to say who speaks when: A, B and so on. It needs a model that does this, for example gpt-4o-transcribe-diarize.',
	},
];

type Limits = Pick<
	HostedTranscription,
	'diarize' | 'maximumBytes' | 'maximumPieceSeconds' | 'piecesAtOnce'
>;

/** Reads these options of an item. A value that an expression got wrong is a coded error. */
export function readHostedListening({
	context,
	itemIndex,
}: ItemRun): Limits & { call: CallOptions } {
	const raw = rawOptions(context, itemIndex);
	const megabytes = numberIn(
		'Largest Upload',
		{ from: 1 },
		raw.largestUpload,
		DEFAULT_UPLOAD_MEGABYTES,
	);
	return {
		call: readCallOptions(raw),
		diarize: switchOf('Tell Speakers Apart', raw.speakers, false),
		maximumBytes: Math.floor(megabytes * BYTES_PER_MEGABYTE),
		maximumPieceSeconds: numberIn('Longest Upload', { from: 0 }, raw.longestUpload, 0) || undefined,
		piecesAtOnce: readPiecesAtOnce(context),
	};
}

/** Items at once and their pieces at once make no more requests than were asked for. */
function readPiecesAtOnce(context: IExecuteFunctions): number {
	const requests = readRequestsAtOnce(context);
	const items = Math.min(context.getInputData().length, requests);
	return Math.max(1, Math.floor(requests / items));
}
