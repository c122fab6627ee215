import { decodeImage } from '../../../media/image/decode';
import { preprocess } from '../../../media/image/processor';
import type { ImageProcessor, PreparedImage } from '../../../media/image/types';

/** Share of the area that the fine-tunes for LIBERO see of a picture. */
const CROPPED_AREA = 0.9;

/** A picture's file to what the model sees of it. */
export async function preparePicture(
	file: string,
	processor: ImageProcessor,
	centreCrop: boolean,
): Promise<Pick<PreparedImage, 'pixels' | 'size'>> {
	// Models were trained on pictures without transparency; what is behind it is what the camera saw.
	const image = await decodeImage(file, { transparency: 'ignore' });
	return preprocess(image, centreCrop ? cropped(processor) : processor);
}

function cropped(processor: ImageProcessor): ImageProcessor {
	const { resize, centreCrop } = processor;
	const size = centreCrop ?? (resize && 'exact' in resize ? resize.exact : undefined);
	return size ? { ...processor, zoom: { size, area: CROPPED_AREA } } : processor;
}
