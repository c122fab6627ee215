import { MAXIMUM_SAMPLED_FRAMES } from '../../lib/limits';
import { numberIn, oneOf } from '../../lib/n8n/choices';
import type { ItemRun } from '../../lib/n8n/run-items';
import type { SampleRequest, Strategy } from '../../lib/video/types';
import type { VideoOptions } from './options';

const STRATEGIES = [
	'interval',
	'count',
	'scenes',
	'informative',
	'relevant',
] as const satisfies readonly Strategy[];

export const DEFAULT_INTERVAL_SECONDS = 5;
export const DEFAULT_COUNT = 10;

/** What an item asks for, but for the video itself. Nothing is read or downloaded before it is right. */
export function readRequest(
	{ context, itemIndex, folder }: ItemRun,
	options: VideoOptions,
): Omit<SampleRequest, 'videoPath'> {
	const parameter = (name: string) => context.getNodeParameter(name, itemIndex, '') as unknown;
	const strategy = oneOf('Choose Frames', STRATEGIES, parameter('strategy'));
	const { startSeconds, endSeconds, keyframesOnly, format, quality, scenes } = options;
	return {
		folder,
		strategy,
		intervalSeconds:
			strategy === 'interval'
				? numberIn(
						'Seconds Between Frames',
						{ from: 0.001 },
						parameter('interval'),
						DEFAULT_INTERVAL_SECONDS,
					)
				: DEFAULT_INTERVAL_SECONDS,
		count:
			strategy === 'interval' || strategy === 'scenes'
				? DEFAULT_COUNT
				: numberIn(
						'Number of Frames',
						{ from: 1, to: MAXIMUM_SAMPLED_FRAMES, isWhole: true },
						parameter('count'),
						DEFAULT_COUNT,
					),
		startSeconds,
		endSeconds,
		keyframesOnly,
		format,
		quality,
		scenes,
		...forOutput(options),
	};
}

/** On a sheet frames are seen at the size of its tiles, and the sheet as a whole has the budget. */
function forOutput({
	contactSheet,
	tilePixels,
	maximumWidth,
	budget,
}: VideoOptions): Pick<SampleRequest, 'maximumWidth' | 'budget'> {
	return contactSheet ? { maximumWidth: tilePixels } : { maximumWidth, budget };
}
