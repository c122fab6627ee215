import type { RefitFormat } from '../media/image/refit-types';
import type { ImageSize } from '../media/image/types';
import type { PlanRequest } from './prepare-plan';

/** How a picture is made ready for a model. */
export interface PrepareRequest extends PlanRequest {
	file: string;
	/** Where the result is written; it lasts as long as its owner wants. */
	folder: string;
	/** Of the file as it is sent, in base64; default: the provider's limit. */
	maximumBase64Bytes?: number;
	/** Default `auto`: PNG or JPEG, whichever keeps the look in fewer bytes. */
	format?: RefitFormat | 'auto';
	/** 1..100, of JPEG and WebP, to begin with. */
	quality?: number;
	/** What shows through transparent parts; default white. `auto` is white, or black where nothing would be seen on white. */
	background?: 'white' | 'black' | 'auto';
}

/** A picture ready to be sent: upright, sRGB, without metadata, no larger than the model sees it. */
export interface PreparedPicture extends ImageSize {
	file: string;
	/** `image/png` and the like. */
	mediaType: string;
	format: RefitFormat;
	bytes: number;
	/** On the model; absent where it is not in the table. */
	tokens?: number;
	original: ImageSize & { bytes: number; format: string; tokens?: number };
	/** Sentences: what had to be given up for a limit. */
	warnings: string[];
}
