import type { Tensor } from 'onnxruntime-common';
import type { ImageProcessor, ImageSize } from '../media/image/types';
import { clipModelError } from './errors';
import {
	type ImageFeeds,
	processedSize,
	readImageFeeds,
	throwOnOtherSize,
	usualSize,
} from './image-feeds';
import { makeImageTower } from './image-tower';
import { chooseOutput } from './output-names';
import { type OpenFile, throwOnUnknownInputs } from './session-metadata';

/** Pictures of one size, each [3, height, width], to unit vectors in the order given. */
export type EmbedPictures = (pixels: Float32Array[], size: ImageSize) => Promise<Float32Array[]>;

interface PictureSetting {
	processor: ImageProcessor;
	Tensor: typeof Tensor;
	/** Told the numbers in a vector. */
	agree: (numbers?: number) => void;
}

/** Makes the half that is a file of its own work; throws a coded error where it cannot. */
export function makePictureHalf(
	open: OpenFile,
	{ processor, Tensor, agree }: PictureSetting,
): EmbedPictures {
	const pictures = readImageFeeds(Tensor, open);
	throwOnUnknownInputs(open, pictures.inputs);
	agreedSize(open.file, pictures, processor);
	const output = chooseOutput(open, 'pictures', false);
	agree(output.shape[1]);
	return makeImageTower({ open, output: output.name, filler: {}, agree }, pictures);
}

/** The size of pictures; where it depends on the picture, one that will do. */
export function agreedSize(
	file: string,
	{ fixedSize }: ImageFeeds,
	processor: ImageProcessor,
): ImageSize {
	throwOnOtherSize(file, fixedSize, processedSize(processor));
	const size = fixedSize ?? usualSize(processor);
	if (size) return size;
	throw clipModelError('CLIP_CONFIG_INVALID', { file: 'preprocessor_config.json', field: 'size' });
}
