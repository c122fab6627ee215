import { knownModel } from '../models/manifest';
import type { ClipConfig } from './config';
import { fitLine, type Line } from './calibration-fit';
import type { JointHalves } from './joint-halves';
import { trialPictures, trialTexts } from './trials';
import type { Calibration } from './types';

/** Models whose training holds the scale at 100 or below, and in practice ends there. */
const CLAMPED_TYPES = ['clip', 'chinese_clip', 'altclip', 'metaclip_2'];
const CLAMP = 100;

/** How a model's cosines become probabilities; undefined where nothing tells. Only a joint file can be measured. */
export async function calibrate(
	name: string,
	config: ClipConfig,
	joint?: JointHalves,
): Promise<Calibration | undefined> {
	const { kind, logitScale, logitBias, modelType = '' } = config;
	const known = knownModel('clip', name);
	if (isComplete(kind, known?.logitScale, known?.logitBias))
		return { kind, scale: known!.logitScale!, bias: known!.logitBias ?? 0, source: 'manifest' };
	if (isComplete(kind, logitScale, logitBias))
		return { kind, scale: logitScale!, bias: logitBias ?? 0, source: 'config' };
	const measured = joint && (await measure(config, joint));
	if (measured) return { kind, ...measured, source: 'measured' };
	return CLAMPED_TYPES.includes(modelType)
		? { kind, scale: CLAMP, bias: 0, source: 'assumed' }
		: undefined;
}

/**
 * The user's scale instead of the model's; the bias stays the model's. Where it is not known, a sigmoid would
 * call everything likely; to choose among labels no bias is needed.
 */
export function withScale(own: Calibration | undefined, scale: number): Calibration {
	return own
		? { ...own, scale, source: 'user' }
		: { kind: 'softmax', scale, bias: 0, source: 'user' };
}

/** A sigmoid needs its bias. */
function isComplete(kind: Calibration['kind'], scale?: number, bias?: number): boolean {
	return scale !== undefined && (kind === 'softmax' || bias !== undefined);
}

async function measure(
	{ kind }: ClipConfig,
	{ scorePairs, pictureSize, text }: JointHalves,
): Promise<Line | undefined> {
	const { encode } = text.tokenizer;
	const pairs = await scorePairs?.(trialPictures(pictureSize), trialTexts().map(encode));
	return pairs && fitLine(pairs, kind);
}
