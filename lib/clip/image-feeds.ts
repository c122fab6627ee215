import type { Tensor } from 'onnxruntime-common';
import { type FloatType, floatTensor } from '../inference/half';
import type { Feeds } from '../inference/run-session';
import type { ImageProcessor, ImageSize } from '../media/image/types';
import { clipModelError } from './errors';
import { namesOf, type OpenFile, portNamed } from './session-metadata';

const CHANNELS = 3;

/** How a file takes pictures. */
export interface ImageFeeds {
	/** Pictures a run takes, where the file fixes that. */
	lotSize?: number;
	/** The picture's size, where the file fixes it. */
	fixedSize?: ImageSize;
	inputs: string[];
	feeds(pixels: Float32Array[], size: ImageSize): Feeds;
}

/** Reads a file's picture input; CLIP_HALF_MISSING where it has none. */
export function readImageFeeds(TensorType: typeof Tensor, open: OpenFile): ImageFeeds {
	const { file, inputs } = open;
	const pictures = inputs.filter(
		({ type, shape }) => type.startsWith('float') && shape.length === 4,
	);
	const port =
		portNamed(inputs, 'pixel_values') ?? (pictures.length === 1 ? pictures[0] : undefined);
	if (!port)
		throw clipModelError('CLIP_HALF_MISSING', { file, half: 'pictures', inputs: namesOf(inputs) });
	const [lotSize, , height, width] = port.shape;
	const type = port.type as FloatType;
	return {
		lotSize,
		fixedSize: height && width ? { width, height } : undefined,
		inputs: [port.name],
		feeds: (pixels, size) => {
			const dims = [pixels.length, CHANNELS, size.height, size.width];
			return { [port.name]: floatTensor(TensorType, type, joined(pixels), dims) };
		},
	};
}

/** The size that a processor always makes; undefined where it depends on the picture. */
export function processedSize({ centreCrop, resize }: ImageProcessor): ImageSize | undefined {
	if (centreCrop) return centreCrop;
	return resize && 'exact' in resize ? resize.exact : undefined;
}

/** The same; where it depends on the picture, that of a square one. */
export function usualSize(processor: ImageProcessor): ImageSize | undefined {
	const { resize } = processor;
	const always = processedSize(processor);
	if (always || !resize || 'exact' in resize) return always;
	return { width: resize.shortestEdge, height: resize.shortestEdge };
}

/** CLIP_PICTURE_SIZE where the file takes pictures of another size than the processor makes. */
export function throwOnOtherSize(file: string, taken?: ImageSize, made?: ImageSize): void {
	if (!taken || !made) return;
	if (taken.width === made.width && taken.height === made.height) return;
	const [expected, found] = [taken, made].map(({ width, height }) => `${width} x ${height}`);
	throw clipModelError('CLIP_PICTURE_SIZE', { file, expected, found });
}

function joined(pixels: Float32Array[]): Float32Array {
	if (pixels.length === 1) return pixels[0];
	const all = new Float32Array(pixels.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const picture of pixels) {
		all.set(picture, at);
		at += picture.length;
	}
	return all;
}
