import path from 'node:path';
import { imageError } from './errors';
import { openPixelsWithSharp } from './sharp';
import type { RgbImage } from './types';

type Sharp = ReturnType<typeof openPixelsWithSharp>;

type Encoder = (image: Sharp, options: WriteOptions) => Sharp;

interface WriteOptions {
	/** A PNG in half the time, a tenth larger or so. Default false. */
	isQuick?: boolean;
}

/** Writes a picture as PNG or JPEG, as the file's name ends. Throws coded errors. */
export async function writePicture(
	picture: RgbImage,
	file: string,
	options: WriteOptions = {},
): Promise<void> {
	const encode = encoderOf(file);
	try {
		await encode(openPixelsWithSharp(picture), options).toFile(file);
	} catch (error) {
		const [reason] = String((error as Error).message).split('\n');
		throw imageError('PICTURE_NOT_WRITTEN', { file, reason }, error);
	}
}

/** How a file of that name is encoded; throws `PICTURE_NAME_REFUSED`. */
export function encoderOf(file: string): Encoder {
	const encode = ENCODERS[path.extname(file).toLowerCase()];
	if (!encode) throw imageError('PICTURE_NAME_REFUSED', { file: path.basename(file) });
	return encode;
}

const toPng: Encoder = (image, { isQuick }) => image.png(isQuick ? { compressionLevel: 1 } : {});
// Full colour resolution: letters would get coloured fringes.
const toJpeg: Encoder = (image) => image.jpeg({ quality: 88, chromaSubsampling: '4:4:4' });

const ENCODERS: Record<string, Encoder | undefined> = {
	'.png': toPng,
	'.jpg': toJpeg,
	'.jpeg': toJpeg,
};
