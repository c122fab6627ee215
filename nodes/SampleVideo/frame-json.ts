import type { IDataObject } from 'n8n-workflow';
import { toTimecode } from '../../lib/video/timecode';
import type { SampledFrame } from '../../lib/video/types';

/** What the output says of a frame: where it is in the video, and what it stands for. */
export function frameJson(frame: SampledFrame, index: number): IDataObject {
	const { seconds, score, sourceFrames, scene } = frame;
	return {
		index,
		timestamp: toMicroseconds(seconds),
		timecode: toTimecode(seconds),
		...(score !== undefined && { score: toReadable(score) }),
		sourceFrames,
		...(scene && {
			scene: {
				index: scene.index,
				start: toMicroseconds(scene.startSeconds),
				end: toMicroseconds(scene.endSeconds),
			},
		}),
	};
}

/** Without the dust of sums of fractions. */
export const toMicroseconds = (seconds: number): number => Math.round(seconds * 1e6) / 1e6;

/** As many digits as tell frames apart. */
const toReadable = (score: number): number => Math.round(score * 1e4) / 1e4;
