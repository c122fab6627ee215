import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import sharp from 'sharp';
import { lib } from './context.mjs';

const { findTool } = lib('media/binaries.js');
const { probeVideo } = lib('media/video/probe-video.js');

const CHANNELS = 3;

/** Hashes of all frames of a video as RGB at the size shown, in order, decoded by ffmpeg without any choice. */
export async function hashFrames(file) {
	const { size } = await probeVideo(file);
	const options = ['-v', 'error', '-i', file, '-map', '0:v:0', '-vsync', '0'];
	const filter = `scale=${size.width}:${size.height}:flags=bicubic,format=rgb24`;
	const output = ['-vf', filter, '-f', 'rawvideo', '-'];
	const child = spawn(await findTool('ffmpeg'), [...options, ...output], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const frameBytes = size.width * size.height * CHANNELS;
	const hashes = [];
	let left = Buffer.alloc(0);
	for await (const chunk of child.stdout) {
		left = left.length > 0 ? Buffer.concat([left, chunk]) : chunk;
		for (; left.length >= frameBytes; left = left.subarray(frameBytes)) {
			hashes.push(hash(left.subarray(0, frameBytes)));
		}
	}
	return hashes;
}

/** Places of a picture file among those hashes: more than one where frames repeat, none where it is no frame. */
export async function findPicture(file, hashes) {
	const own = hash(await sharp(file).removeAlpha().raw().toBuffer());
	return hashes.flatMap((one, index) => (one === own ? [index] : []));
}

function hash(bytes) {
	return createHash('sha256').update(bytes).digest('hex');
}
