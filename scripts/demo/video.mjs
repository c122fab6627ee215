import path from 'node:path';
import { printTable } from '../lib/table.mjs';
import { demonstrate, fixture } from './demonstrate.mjs';

/** Real videos brought down to a few pictures. */
export async function demonstrateVideo(outFolder) {
	await scenes(outFolder);
	await everySecond(outFolder);
}

async function scenes(outFolder) {
	const inputs = [fixture('video/bikes.mp4')];
	const [{ json, binary }] = await demonstrate('video-scenes-sheet.json', 'without a model', {
		inputs,
		outFolder,
	});
	printTable(
		json.frames.map(({ timecode, scene }) => ({
			scene: scene.index + 1,
			from: `${scene.start.toFixed(2)} s`,
			to: `${scene.end.toFixed(2)} s`,
			picture: timecode,
		})),
	);
	process.stdout.write(
		`... all ${json.frames.length} scenes as one picture of ${json.tokens} tokens: ${path.basename(binary.data.path)}\n`,
	);
}

async function everySecond(outFolder) {
	const inputs = [fixture('video/carphone_pristine.mp4')];
	const items = await demonstrate('video-frames.json', 'without a model', { inputs, outFolder });
	printTable(
		items.map(({ json: { index, timecode, width, height, tokens }, binary }) => ({
			index,
			timecode,
			size: `${width} x ${height}`,
			tokens,
			file: path.basename(binary.data.path),
		})),
	);
	process.stdout.write('... at 29.97 frames a second, without drifting\n');
}
