import type { ImageSize } from '../media/image/types';
import type { TokenisedText } from './tokenizer';

/** The two halves of a model. Vectors come in the order given, at unit length. */
export interface ClipTowers {
	/** Pictures of one size, each [3, height, width]. */
	embedImages(pixels: Float32Array[], size: ImageSize): Promise<Float32Array[]>;
	embedTexts(tokens: TokenisedText[]): Promise<Float32Array[]>;
}
