import { createHash } from 'node:crypto';

import { createPlanes, replaceByHsv } from '../../../lib/video/hsv';
import golden from '../../fixtures/golden/video-signals.json';

const COLOURS = 256 ** 3;

/** Every RGB colour once, red slowest. */
function cube(): Uint8Array {
	const rgb = new Uint8Array(COLOURS * 3);
	for (let colour = 0; colour < COLOURS; colour++) {
		rgb[colour * 3] = colour >> 16;
		rgb[colour * 3 + 1] = (colour >> 8) & 255;
		rgb[colour * 3 + 2] = colour & 255;
	}
	return rgb;
}

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('hue, saturation and value of all 16,777,216 colours are OpenCV’s', () => {
	const planes = createPlanes(COLOURS);
	replaceByHsv(cube(), planes);
	expect({
		hue: hash(planes.hue),
		saturation: hash(planes.saturation),
		value: hash(planes.value),
	}).toEqual(golden.hsv);
});
