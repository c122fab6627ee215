import { readdirSync } from 'node:fs';
import path from 'node:path';

import type { SampleRequest } from '../../../lib/video/types';
import { makeMedia } from '../../helpers/media';

const fixtures = path.resolve(__dirname, '../../fixtures');

export const video = (name: string): string => path.join(fixtures, 'video', name);
export const picture = (name: string): string => path.join(fixtures, 'image', name);

/** A request with what a test does not care about. */
export function requestFor(videoPath: string, folder: string, more: Partial<SampleRequest> = {}) {
	const request: SampleRequest = {
		...{ videoPath, folder, strategy: 'interval', intervalSeconds: 1, count: 8 },
		...{ keyframesOnly: false, format: 'jpeg' },
		scenes: { detector: 'content', minimumSeconds: 0.6, place: 0.5 },
	};
	return { ...request, ...more };
}

/** Makes a video that shows pictures one after the other, each so long; `filter` changes all of it. */
export async function makeSlideShow(
	file: string,
	slides: { file: string; seconds: number }[],
	{ filter = 'null', size = '320:240' }: { filter?: string; size?: string } = {},
): Promise<string> {
	const inputs = slides.flatMap(({ file: slide, seconds }) => [
		'-loop',
		'1',
		'-framerate',
		'10',
		'-t',
		String(seconds),
		'-i',
		slide,
	]);
	const shaped = slides.map((_, n) => `[${n}:v]scale=${size},setsar=1,format=yuv420p[s${n}]`);
	const joined = `${slides.map((_, n) => `[s${n}]`).join('')}concat=n=${slides.length},${filter}[v]`;
	const graph = [...shaped, joined].join(';');
	const output = ['-filter_complex', graph, '-map', '[v]', '-c:v', 'libx264', '-crf', '20'];
	return await makeMedia(file, ...inputs, ...output);
}

/** Names of all files below a folder. */
export const filesIn = (folder: string): string[] =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
