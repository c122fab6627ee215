import sharp from 'sharp';
import { overviewOf } from '../sim/overview.mjs';

const HEIGHT = 420;
const GAP = 12;
const GROUND = '#18191f';
const FRAME_MS = 450;
const LAST_FRAME_MS = 2500;

/**
 * Writes a GIF, which every program shows, of a loop: left what the robot saw and wanted in each step (PNG files'
 * bytes), right the table from above with the way so far. `path` has a place more than there are steps.
 */
export async function writeFilm(file, { scene, path, pictures }) {
	const frames = [];
	for (const [step, picture] of pictures.entries()) {
		frames.push(await besideTable(picture, scene, path.slice(0, step + 1)));
	}
	// The end: where the last step led.
	frames.push(await besideTable(pictures.at(-1), scene, path));
	const delay = frames.map((_, place) => (place === frames.length - 1 ? LAST_FRAME_MS : FRAME_MS));
	await sharp(frames, { join: { animated: true } })
		.gif({ delay, loop: 0, effort: 7, colours: 128, dither: 0 })
		.toFile(file);
}

async function besideTable(picture, scene, path) {
	const left = await sharp(picture).resize({ height: HEIGHT }).png().toBuffer();
	const { width: leftWidth } = await sharp(left).metadata();
	const right = await sharp(Buffer.from(overviewOf(scene, path, HEIGHT)))
		.png()
		.toBuffer();
	const { width: rightWidth } = await sharp(right).metadata();
	const size = { width: leftWidth + GAP + rightWidth, height: HEIGHT };
	return await sharp({ create: { ...size, channels: 3, background: GROUND } })
		.composite([
			{ input: left, left: 0, top: 0 },
			{ input: right, left: leftWidth + GAP, top: 0 },
		])
		.png()
		.toBuffer();
}
