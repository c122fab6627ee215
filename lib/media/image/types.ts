/** The picture formats taken. */
export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif' | 'tiff';

/** A decoded picture: 8-bit RGB, interleaved, rows from the top, upright, without padding. */
export interface RgbImage {
	width: number;
	height: number;
	/** [height, width, 3] */
	data: Uint8Array;
}

/** What a picture's header says; width and height as shown, after the EXIF orientation. */
export interface ImageInfo {
	format: ImageFormat;
	width: number;
	height: number;
	sizeBytes: number;
	hasAlpha: boolean;
}

/** What becomes of transparent parts: laid on white as a person sees them, or their hidden colour as Pillow's convert('RGB') shows it. */
export type Transparency = 'white' | 'ignore';

/** Pillow's resampling filters, as `resample` in preprocessor_config.json numbers them (0, 1, 2, 3, 4, 5). */
export type ResampleFilter = 'nearest' | 'lanczos' | 'bilinear' | 'bicubic' | 'box' | 'hamming';

/** In pixels. */
export interface ImageSize {
	width: number;
	height: number;
}

/** The steps of a model's preprocessor_config.json, checked and complete; they run in this order. */
export interface ImageProcessor {
	/** Absent: no resizing. `shortestEdge` keeps the proportions; `exact` does not. */
	resize?: { shortestEdge: number } | { exact: ImageSize };
	filter: ResampleFilter;
	/** Absent: no cropping. What the picture lacks is padded with zeros, as transformers does. */
	centreCrop?: ImageSize;
	/** Factor on 8-bit values; 1 when nothing is rescaled. */
	rescaleFactor: number;
	/** Per channel, absent: no normalising. */
	normalise?: { mean: [number, number, number]; std: [number, number, number] };
}

/** A picture made ready for a model. */
export interface PreparedImage {
	/** [3, size.height, size.width] */
	pixels: Float32Array;
	size: ImageSize;
	/** The picture's own size, as shown. */
	original: ImageSize;
	/** Variance of the Laplacian of its grey values, measured on the resized picture; higher is sharper. */
	sharpness: number;
}
