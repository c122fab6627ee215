/**
 * npm run demo: the example workflows over real recordings, drawn pictures, real videos and a drawn robot; no network, no key.
 * With ANTHROPIC_API_KEY set also a question to Claude.
 */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { demonstrateClip } from './demo/clip.mjs';
import { demonstrateImage } from './demo/image.mjs';
import { demonstrateTranscribe } from './demo/transcribe.mjs';
import { demonstrateVideo } from './demo/video.mjs';
import { demonstrateVla } from './demo/vla.mjs';
import { root } from './lib/build.mjs';

const outFolder = path.join(root, 'demo-output');

rmSync(outFolder, { recursive: true, force: true });
for (const [name, demonstrate] of Object.entries({
	transcribe: demonstrateTranscribe,
	clip: demonstrateClip,
	video: demonstrateVideo,
	vla: demonstrateVla,
	image: demonstrateImage,
})) {
	const folder = path.join(outFolder, name);
	mkdirSync(folder, { recursive: true });
	await demonstrate(folder);
}
process.stdout.write(
	`\nResults, subtitles and pictures are in ${path.relative(process.cwd(), outFolder) || outFolder}.\n`,
);
process.exit();
