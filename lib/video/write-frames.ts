import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { MultimodalError, throwIfCancelled } from '../errors';
import { videoError } from '../media/video/errors';
import { extractFrames } from '../media/video/extract-frames';
import type { ExtractionRequest, FrameFile, FrameTimes } from '../media/video/types';
import type { Part } from './part';
import type { Spot } from './spots';

/** Where frames are: in one list of a part's frames, or each in a list of its surroundings. */
export type Whereabouts = { times: FrameTimes } | { spots: Spot[] };

type Pictures = Pick<ExtractionRequest, 'size' | 'folder' | 'format' | 'quality'>;

/** Pictures made of a video's frames, in the order of time. */
export interface WrittenFrames {
	files: FrameFile[];
	/** Times of frames that could not be decoded. */
	missing: number[];
	warnings: string[];
}

/** Makes picture files of frames by their true times; few frames of a long file are reached by seeking. Throws where none comes out. */
export async function writeFrames(
	part: Part,
	seconds: readonly number[],
	whereabouts: Whereabouts,
	pictures: Pictures,
	stage: string,
): Promise<WrittenFrames> {
	const tell = (done: number) => part.progress({ stage, fraction: done / seconds.length });
	const written =
		'times' in whereabouts
			? await extract(part, seconds, whereabouts.times, pictures, tell)
			: await writeSpots(part, seconds, whereabouts.spots, pictures, tell);
	if (written.files.length === 0) {
		throw videoError('NO_FRAMES', { reason: 'none of the frames asked for came out' });
	}
	return written;
}

async function writeSpots(
	part: Part,
	seconds: readonly number[],
	spots: Spot[],
	pictures: Pictures,
	tell: (done: number) => void,
): Promise<WrittenFrames> {
	const written: WrittenFrames = { files: [], missing: [], warnings: [] };
	const wanted = spots.filter((spot) => seconds.includes(spot.seconds));
	// One after the other: ffmpeg takes all processors by itself, and much memory for a large picture.
	for (const [index, spot] of wanted.entries()) {
		throwIfCancelled(part.signal);
		const one = await writeSpot(part, spot, pictures, `spot-${index}`);
		written.files.push(...one.files);
		written.missing.push(...one.missing);
		written.warnings.push(...one.warnings.filter((text) => !written.warnings.includes(text)));
		tell(index + 1);
	}
	return written;
}

async function writeSpot(
	part: Part,
	{ seconds, times }: Spot,
	pictures: Pictures,
	name: string,
): Promise<WrittenFrames> {
	const folder = path.join(pictures.folder, name);
	await mkdir(folder, { mode: 0o700 });
	return extract(part, [seconds], times, { ...pictures, folder }, () => {}).catch(
		(error: unknown) => {
			const isLost = error instanceof MultimodalError && error.code === 'NO_FRAMES';
			if (!isLost) throw error;
			return { files: [], missing: [seconds], warnings: [] };
		},
	);
}

async function extract(
	{ request, info, signal }: Part,
	seconds: readonly number[],
	times: FrameTimes,
	pictures: Pictures,
	tell: (done: number) => void,
): Promise<WrittenFrames> {
	const extraction = extractFrames({
		...{ file: request.videoPath, info, seconds, times, signal },
		...pictures,
	});
	const files: FrameFile[] = [];
	for await (const file of extraction) {
		files.push(file);
		tell(files.length);
	}
	return { files, missing: extraction.missing(), warnings: extraction.warnings() };
}
