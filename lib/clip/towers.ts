import type { Tensor } from 'onnxruntime-common';
import type { ImageProcessor, ImageSize } from '../media/image/types';
import { createAgreement } from './agreement';
import type { ClipConfig } from './config';
import { clipModelError } from './errors';
import { type ImageFeeds, processedSize, readImageFeeds, throwOnOtherSize } from './image-feeds';
import { makeImageTower } from './image-tower';
import { scorePairs, type ScoredPair } from './joint-scores';
import type { OpenHalves } from './open-files';
import { chooseOutput } from './output-names';
import type { OpenFile } from './session-metadata';
import { fullLength, standInPicture, standInText } from './stand-ins';
import { readTextFeeds } from './text-feeds';
import { longest, makeTextTower } from './text-tower';
import type { FileTokenizer, TokenisedText } from './tokenizer';

/** The two halves of a model. Vectors come in the order given, at unit length. */
export interface ClipTowers {
	/** Pictures of one size, each [3, height, width]. */
	embedImages(pixels: Float32Array[], size: ImageSize): Promise<Float32Array[]>;
	embedTexts(tokens: TokenisedText[]): Promise<Float32Array[]>;
}

/** What is known of a model beside its graphs. */
interface TowerSetting {
	config: ClipConfig;
	processor: ImageProcessor;
	tokenizer: FileTokenizer;
	Tensor: typeof Tensor;
}

/** The same, with what loading a model asks of them. */
export interface WorkingTowers extends ClipTowers {
	/** The size of pictures; where it depends on the picture, one that will do. */
	pictureSize: ImageSize;
	/** Scores of pictures of `pictureSize` with texts; only a joint file can tell them. */
	scorePairs?: (
		pixels: Float32Array[],
		texts: TokenisedText[],
	) => Promise<ScoredPair[] | undefined>;
}

/** Makes a model's halves work; rejects with a coded error where the files cannot. */
export async function makeTowers(
	{ image, text, isJoint }: OpenHalves,
	{ config, processor, tokenizer, Tensor }: TowerSetting,
): Promise<WorkingTowers> {
	const pictures = readImageFeeds(Tensor, image);
	const texts = readTextFeeds(Tensor, text, tokenizer.padding);
	throwOnUnknownInputs(image, [...pictures.inputs, ...(isJoint ? texts.inputs : [])]);
	throwOnUnknownInputs(text, [...texts.inputs, ...(isJoint ? pictures.inputs : [])]);
	const pictureSize = agreedSize(image.file, pictures, processor);
	const imageOutput = chooseOutput(image, 'pictures', isJoint);
	const textOutput = chooseOutput(text, 'texts', isJoint);
	const agree = createAgreement(image.file, text.file);
	agree({ image: imageOutput.shape[1], text: textOutput.shape[1] });
	const embedImages = makeImageTower(
		{
			open: image,
			output: imageOutput.name,
			filler: isJoint ? standInText(texts, tokenizer) : {},
			agree: (numbers) => agree({ image: numbers }),
		},
		pictures,
	);
	const embedTexts = await makeTextTower(
		{
			open: text,
			output: textOutput.name,
			filler: isJoint ? standInPicture(pictures, pictureSize) : {},
			agree: (numbers) => agree({ text: numbers }),
		},
		texts,
		tokenizer,
		config,
	);
	const scoreAll: WorkingTowers['scorePairs'] = (pixels, tokens) => {
		const length = fullLength(texts, tokenizer) ?? longest(tokens);
		const feeds = { ...pictures.feeds(pixels, pictureSize), ...texts.feeds(tokens, length) };
		const vectors = { image: imageOutput.name, text: textOutput.name };
		return scorePairs(image, feeds, vectors, { images: pixels.length, texts: tokens.length });
	};
	const canScore = isJoint && pictures.lotSize === undefined && texts.lotSize === undefined;
	return { embedImages, embedTexts, pictureSize, scorePairs: canScore ? scoreAll : undefined };
}

function throwOnUnknownInputs({ file, inputs }: OpenFile, known: string[]): void {
	const unknown = inputs.map(({ name }) => name).filter((name) => !known.includes(name));
	if (unknown.length > 0) throw clipModelError('CLIP_INPUT_UNKNOWN', { file, unknown });
}

function agreedSize(file: string, { fixedSize }: ImageFeeds, processor: ImageProcessor): ImageSize {
	const made = processedSize(processor);
	throwOnOtherSize(file, fixedSize, made);
	const size = fixedSize ?? made;
	if (size) return size;
	if (processor.resize && 'shortestEdge' in processor.resize) {
		const { shortestEdge } = processor.resize;
		return { width: shortestEdge, height: shortestEdge };
	}
	throw clipModelError('CLIP_CONFIG_INVALID', { file: 'preprocessor_config.json', field: 'size' });
}
