import { GrowingNumbers } from '../media/video/growing-numbers';
import { isBlank } from './looks';
import { measureFrames } from './measure-frames';
import type { ListedPart } from './part';
import { findScenes, frameOfScene, type Scene, type SceneTrack } from './scenes';
import { contentChange } from './signals';
import type { Picked } from './task-types';

/** A frame of each scene of a part, decoded once, small. */
export async function pickScenes(part: ListedPart): Promise<Picked> {
	const track = await readTrack(part);
	if (track.seconds.length === 0) return { chosen: [], decodedFrames: 0 };
	const { scenes: options } = part.request;
	const { startSeconds, endSeconds } = part.span;
	const scenes = findScenes(track, options);
	const edge = (frame: number) =>
		frame < track.seconds.length ? track.seconds[frame] : endSeconds;
	const chosen = scenes.map((scene: Scene, index) => ({
		seconds: track.seconds[frameOfScene(track, scene, options.place)],
		scene: {
			index,
			startSeconds: index === 0 ? startSeconds : edge(scene.first),
			endSeconds: edge(scene.end),
		},
	}));
	return { chosen, decodedFrames: track.seconds.length };
}

async function readTrack(part: ListedPart): Promise<SceneTrack> {
	const [seconds, change, sharpness, blank] = Array.from({ length: 4 }, () => new GrowingNumbers());
	for await (const signals of measureFrames(part)) {
		seconds.push(signals.seconds);
		change.push(contentChange(signals));
		sharpness.push(signals.sharpness);
		blank.push(Number(isBlank(signals)));
	}
	return {
		seconds: seconds.toArray(),
		change: change.toArray(),
		sharpness: sharpness.toArray(),
		isBlank: blank.toArray(),
	};
}
