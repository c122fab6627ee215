import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { findTool } from '../../lib/media/binaries';

export type Turn = 0 | 90 | 180 | 270;

export interface NumberedVideo {
	frames: number;
	/** Of the pictures as stored. */
	width?: number;
	height?: number;
	framesPerSecond?: number;
	/** The clockwise turn that a player is to make; the numbers are upright after it. */
	turn?: Turn;
	/** Squares in a row and a column, a bit of the number each. */
	grid?: number;
	/** Options of ffmpeg before the input: further inputs, offsets. */
	input?: string[];
	/** Options of ffmpeg for the output. */
	output: string[];
}

const GRID = 4;

/** Makes a video each of whose frames shows its own number, as black and white squares. */
export async function makeNumberedVideo(file: string, video: NumberedVideo): Promise<string> {
	const { width = 96, height = 64, framesPerSecond = 25, input = [], output } = video;
	const raw = ['-f', 'rawvideo', '-pix_fmt', 'gray', '-s', `${width}x${height}`];
	const args = [...raw, '-r', String(framesPerSecond), '-i', 'pipe:0', ...input, ...output];
	const bits = layOut(video);
	execFileSync(await findTool('ffmpeg'), ['-v', 'error', '-y', ...args, `file:${file}`], {
		input: Buffer.concat(
			Array.from({ length: video.frames }, (_, number) =>
				bits.map((bit) => ((number >> bit) & 1 ? 235 : 16)),
			),
		),
	});
	return file;
}

/** The number that a picture file shows. */
export async function readNumber(file: string, grid = GRID): Promise<number> {
	const { data, info } = await sharp(readFileSync(file))
		.removeAlpha()
		.raw()
		.toBuffer({ resolveWithObject: true });
	return readPixels(data, info.width, info.height, info.channels, grid);
}

/** The number that raw pixels show. */
export function readPixels(
	data: Uint8Array,
	width: number,
	height: number,
	channels = 3,
	grid = GRID,
): number {
	let number = 0;
	for (let bit = 0; bit < grid * grid; bit++) {
		const x = Math.floor((((bit % grid) + 0.5) * width) / grid);
		const y = Math.floor(((Math.floor(bit / grid) + 0.5) * height) / grid);
		if (data[(y * width + x) * channels] > 127) number |= 1 << bit;
	}
	return number;
}

/** For each pixel the bit it shows. */
function layOut(video: NumberedVideo): Uint8Array {
	const { width = 96, height = 64, turn = 0, grid = GRID } = video;
	return Uint8Array.from({ length: width * height }, (_, place) => {
		const [x, y] = [place % width, Math.floor(place / width)];
		const [column, row] = turned((x + 0.5) / width, (y + 0.5) / height, turn);
		return Math.floor(row * grid) * grid + Math.floor(column * grid);
	});
}

/** Where a place of the stored picture is shown, both as parts of width and height. */
function turned(x: number, y: number, turn: Turn): [number, number] {
	if (turn === 90) return [1 - y, x];
	if (turn === 180) return [1 - x, 1 - y];
	return turn === 270 ? [y, 1 - x] : [x, y];
}
