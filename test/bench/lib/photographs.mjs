import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../../../scripts/lib/build.mjs';
import { randomFrom } from '../../helpers/random.js';
import { print } from './report.mjs';

const require = createRequire(import.meta.url);
const PICTURES = ['astronaut.png', 'coffee.png', 'rocket.jpg', 'chelsea.png'];
const QUALITY = 90;
const NOISE_LEVELS = 16;
/** Prime, so that the noise falls elsewhere on each row and picture. */
const NOISE_LENGTH = 4_999_999;
const AT_ONCE = 2;

/** JPEG files as a camera writes them, no two alike: cuts of real pictures, enlarged, with noise. Made once. */
export async function makePhotographs(name, { width, height, count, firstSeed }) {
	const folder = path.join(root, '.cache/bench/photos', name);
	const files = Array.from({ length: count }, (_, i) => path.join(folder, `${firstSeed + i}.jpg`));
	const missing = files.map((_, i) => i).filter((i) => !existsSync(files[i]));
	if (missing.length > 0) {
		print(`making ${missing.length} photographs of ${width} x ${height}`);
		mkdirSync(folder, { recursive: true });
		const noise = makeNoise();
		const work = async () => {
			for (let i = missing.shift(); i !== undefined; i = missing.shift())
				writeFileSync(files[i], await makePhotograph(firstSeed + i, { width, height, noise }));
		};
		await Promise.all(Array.from({ length: AT_ONCE }, work));
	}
	return files;
}

async function makePhotograph(seed, { width, height, noise }) {
	const sharp = require('sharp');
	const random = randomFrom(scattered(seed));
	const picture = path.join(root, 'test/fixtures/image', PICTURES[seed % PICTURES.length]);
	const whole = await sharp(picture).metadata();
	const scale = Math.min(whole.width / width, whole.height / height) * (0.5 + 0.5 * random());
	const cut = { width: Math.floor(width * scale), height: Math.floor(height * scale) };
	const left = Math.floor((whole.width - cut.width) * random());
	const top = Math.floor((whole.height - cut.height) * random());
	const enlarged = sharp(picture)
		.removeAlpha()
		.extract({ ...cut, left, top })
		.flop(random() < 0.5)
		.resize(width, height, { fit: 'fill' });
	const { buffer, byteOffset, length } = await enlarged.raw().toBuffer();
	const pixels = new Uint8ClampedArray(buffer, byteOffset, length);
	addNoise(pixels, noise, Math.floor(random() * NOISE_LENGTH));
	return await sharp(pixels, { raw: { width, height, channels: 3 } })
		.jpeg({ quality: QUALITY, chromaSubsampling: '4:2:0' })
		.toBuffer();
}

function addNoise(pixels, noise, start) {
	for (let from = 0, first = start; from < pixels.length; first = 0) {
		const count = Math.min(NOISE_LENGTH - first, pixels.length - from);
		for (let i = 0; i < count; i++) pixels[from + i] += noise[first + i];
		from += count;
	}
}

function makeNoise() {
	const random = randomFrom(scattered(1));
	return Int8Array.from({ length: NOISE_LENGTH }, () =>
		Math.round((random() + random() + random() - 1.5) * NOISE_LEVELS),
	);
}

/** Neighbouring seeds begin far apart. */
const scattered = (seed) => (seed * 2654435761 + 1) >>> 0;
