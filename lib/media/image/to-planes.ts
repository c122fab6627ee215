import type { CropBox } from './resample';
import type { ImageProcessor, ImageSize, Normalisation, RgbImage } from './types';

const COLOURS = 3;

/** How a processor's pictures are normalised, once for each tower of the model; undefined: they are only rescaled. */
function normalisations({
	normalise,
	furtherNormalise = [],
}: ImageProcessor): Array<Normalisation | undefined> {
	return [normalise, ...furtherNormalise];
}

/** The channels of a prepared picture. */
export function channelsOf(processor: ImageProcessor): number {
	return COLOURS * normalisations(processor).length;
}

/** Bytes to numbers, channel by channel: [channels, size.height, size.width], black where no picture is. */
export function toPlanes(
	{ data }: RgbImage,
	place: CropBox,
	size: ImageSize,
	processor: ImageProcessor,
): Float32Array {
	const planeLength = size.width * size.height;
	const pixels = new Float32Array(channelsOf(processor) * planeLength);
	const isPadded = place.width < size.width || place.height < size.height;
	channelValues(processor).forEach((values, channel) => {
		const plane = pixels.subarray(channel * planeLength, (channel + 1) * planeLength);
		if (isPadded) plane.fill(values[0]);
		for (let y = 0; y < place.height; y++) {
			const target = (place.top + y) * size.width + place.left;
			let source = y * place.width * COLOURS + (channel % COLOURS);
			for (let x = 0; x < place.width; x++, source += COLOURS)
				plane[target + x] = values[data[source]];
		}
	});
	return pixels;
}

/** What each byte becomes, one table a channel, every step rounded to 32 bits as the reference's arrays are. */
function channelValues(processor: ImageProcessor): Float32Array[] {
	const { rescaleFactor } = processor;
	const values = Float32Array.from({ length: 256 }, (_, byte) => byte * rescaleFactor);
	return normalisations(processor).flatMap((normalisation) =>
		Array.from({ length: COLOURS }, (_, colour) => {
			if (!normalisation) return values;
			const mean = Math.fround(normalisation.mean[colour]);
			const std = Math.fround(normalisation.std[colour]);
			return values.map((value) => Math.fround(value - mean) / std);
		}),
	);
}
