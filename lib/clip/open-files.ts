import type { Backend } from '../inference/types';
import type { ResolvedModel } from '../models/types';
import { clipModelError } from './errors';
import { describeSession, type OpenFile } from './session-metadata';

/** A model's two halves: two files, or the same one twice. */
export interface OpenHalves {
	image: OpenFile;
	text: OpenFile;
	isJoint: boolean;
	/** Gives the memory back. */
	release(): Promise<void>;
}

/** Opens `vision_model` and `text_model`, or the joint `model`. */
export async function openHalves(
	backend: Backend,
	parts: ResolvedModel['parts'],
): Promise<OpenHalves> {
	const open = async (file: string) => describeSession(await backend.createSession(file), file);
	const { vision_model: vision, text_model: text, model } = parts;
	if (vision && text) return halves(await open(vision), await open(text));
	if (!model) throw clipModelError('CLIP_CONFIG_INVALID', { file: 'onnx folder', field: 'model' });
	const joint = await open(model);
	return halves(joint, joint);
}

function halves(image: OpenFile, text: OpenFile): OpenHalves {
	return {
		image,
		text,
		isJoint: image === text,
		async release() {
			for (const { session } of new Set([image, text])) await session.release();
		},
	};
}
