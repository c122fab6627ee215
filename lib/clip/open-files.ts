import type { Backend } from '../inference/types';
import type { ResolvedModel } from '../models/types';
import { clipModelError } from './errors';
import { describeSession, type OpenFile } from './session-metadata';

/** A model's two halves: two files, or the same one twice. */
export interface OpenHalves {
	image: OpenFile;
	text: OpenFile;
	isJoint: boolean;
}

/** Opens `vision_model` and `text_model`, or the joint `model`. */
export async function openHalves(
	backend: Backend,
	parts: ResolvedModel['parts'],
): Promise<OpenHalves> {
	const open = async (file: string) => describeSession(await backend.createSession(file), file);
	const { vision_model: vision, text_model: text, model } = parts;
	if (vision && text) return { image: await open(vision), text: await open(text), isJoint: false };
	if (!model) throw clipModelError('CLIP_CONFIG_INVALID', { file: 'onnx folder', field: 'model' });
	const joint = await open(model);
	return { image: joint, text: joint, isJoint: true };
}
