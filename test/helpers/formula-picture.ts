import type { RgbImage } from '../../lib/media/image/types';

/** The picture that test/oracle/image_processor.py makes of a formula, byte for byte. */
export function formulaPicture(width: number, height: number): RgbImage {
	const data = new Uint8Array(width * height * 3);
	for (let index = 0; index < data.length; index++) {
		data[index] = Math.imul(index ^ (index >>> 5), 2654435761) >>> 24;
	}
	return { width, height, data };
}
