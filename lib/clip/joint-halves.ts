import type { Tensor } from 'onnxruntime-common';
import type { ImageProcessor, ImageSize } from '../media/image/types';
import { createAgreement } from './agreement';
import type { ClipConfig } from './config';
import { readImageFeeds } from './image-feeds';
import { makeImageTower } from './image-tower';
import { scorePairs, type ScoredPair } from './joint-scores';
import { chooseOutput } from './output-names';
import { agreedSize, type EmbedPictures } from './picture-half';
import { type OpenFile, throwOnUnknownInputs } from './session-metadata';
import { fullLength, standInPicture, standInText } from './stand-ins';
import { readTextFeeds } from './text-feeds';
import { type TextHalf, tokenizerFor } from './text-half';
import { longest, makeTextTower } from './text-tower';
import type { TokenisedText } from './tokenizer';

/** Both halves of a model in one file. */
export interface JointHalves {
	embedPictures: EmbedPictures;
	text: TextHalf;
	pictureSize: ImageSize;
	/** Scores of pictures of `pictureSize` with texts, where the file gives them. */
	scorePairs?: (
		pixels: Float32Array[],
		texts: TokenisedText[],
	) => Promise<ScoredPair[] | undefined>;
}

interface JointSetting {
	folder: string;
	config: ClipConfig;
	processor: ImageProcessor;
	Tensor: typeof Tensor;
}

/** Makes a joint file's halves work; rejects with a coded error where the file cannot. */
export async function makeJointHalves(
	open: OpenFile,
	{ folder, config, processor, Tensor }: JointSetting,
): Promise<JointHalves> {
	const tokenizer = await tokenizerFor(open, folder, config);
	const pictures = readImageFeeds(Tensor, open);
	const texts = readTextFeeds(Tensor, open, tokenizer.padding);
	throwOnUnknownInputs(open, [...pictures.inputs, ...texts.inputs]);
	const pictureSize = agreedSize(open.file, pictures, processor);
	const image = chooseOutput(open, 'pictures', true);
	const text = chooseOutput(open, 'texts', true);
	const agree = createAgreement(open.file, open.file);
	agree({ image: image.shape[1], text: text.shape[1] });
	const pictureSetting = {
		...{ open, output: image.name, filler: standInText(texts, tokenizer) },
		agree: (numbers: number) => agree({ image: numbers }),
	};
	const textSetting = {
		...{ open, output: text.name, filler: standInPicture(pictures, pictureSize) },
		agree: (numbers: number) => agree({ text: numbers }),
	};
	const halves = {
		embedPictures: makeImageTower(pictureSetting, pictures),
		text: { tokenizer, embed: await makeTextTower(textSetting, texts, tokenizer, config) },
		pictureSize,
	};
	if (pictures.lotSize !== undefined || texts.lotSize !== undefined) return halves;
	return {
		...halves,
		scorePairs: (pixels, tokens) => {
			const length = fullLength(texts, tokenizer) ?? longest(tokens);
			const feeds = { ...pictures.feeds(pixels, pictureSize), ...texts.feeds(tokens, length) };
			const counts = { images: pixels.length, texts: tokens.length };
			return scorePairs(open, feeds, { image: image.name, text: text.name }, counts);
		},
	};
}
