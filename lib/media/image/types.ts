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

/** What becomes of transparent parts: laid on white as a person sees them, or on black, or their hidden colour as Pillow's convert('RGB') shows it. */
export type Transparency = 'white' | 'black' | 'ignore';

/** Pillow's resampling filters, as `resample` in preprocessor_config.json numbers them (0, 1, 2, 3, 4, 5). */
export type ResampleFilter = 'nearest' | 'lanczos' | 'bilinear' | 'bicubic' | 'box' | 'hamming';

/** In pixels. */
export interface ImageSize {
	width: number;
	height: number;
}

/** What brings values to a mean of 0 and a deviation of 1, per channel. */
export interface Normalisation {
	mean: [number, number, number];
	std: [number, number, number];
}

/** The steps of a model's preprocessor_config.json, checked and complete; they run in this order. */
export interface ImageProcessor {
	/** Absent: none. Of the picture, first brought to `size` by Lanczos, only its middle, `area` of it (0..1), for models trained on such parts. */
	zoom?: { size: ImageSize; area: number };
	/** Absent: none. The colour, 0..255, of the square that the picture is first laid on, in its middle. */
	letterbox?: [number, number, number];
	/** Absent: no resizing. `shortestEdge` keeps the proportions; `exact` does not. */
	resize?: { shortestEdge: number } | { exact: ImageSize };
	filter: ResampleFilter;
	/** Absent: no cropping. What the picture lacks is padded with zeros, as transformers does. */
	centreCrop?: ImageSize;
	/** How half a pixel of the crop's place is rounded: transformers cuts it off (the default), torchvision takes the even one. */
	cropRounding?: 'down' | 'toEven';
	/** Factor on 8-bit values; 1 when nothing is rescaled. */
	rescaleFactor: number;
	/** Absent: no normalising. */
	normalise?: Normalisation;
	/** Of models with several towers: the same picture normalised again for each, its channels behind the first ones. */
	furtherNormalise?: Normalisation[];
}

/** A picture made ready for a model. */
export interface PreparedImage {
	/** [channels, size.height, size.width]; three channels for each normalisation. */
	pixels: Float32Array;
	size: ImageSize;
	/** The picture's own size, as shown. */
	original: ImageSize;
	/** Variance of the Laplacian of its grey values, measured on the resized picture; higher is sharper. */
	sharpness: number;
}
