import path from 'node:path';
import type { TaskContext } from '../inference/types';
import type { ImageProcessor } from '../media/image/types';
import type { ResolvedModel } from '../models/types';
import { createAgreement } from './agreement';
import { calibrate } from './calibration';
import type { ClipConfig } from './config';
import { clipModelError } from './errors';
import { type JointHalves, makeJointHalves } from './joint-halves';
import { planLanes } from './lanes';
import type { ClipModel } from './model';
import { openFile } from './open-file';
import { makePictureHalf } from './picture-half';
import { makeTextHalf } from './text-half';
import { weightBytes } from './weights';

type Halves = Pick<ClipModel, 'embedPictures' | 'openTexts' | 'lanes' | 'agree' | 'calibration'> & {
	joint?: JointHalves;
};

interface Beside {
	config: ClipConfig;
	processor: ImageProcessor;
}

/** A model's two halves: two files, each opened when it is first used, or a joint one, opened now. */
export async function openHalves(
	context: TaskContext,
	{ name, id, folder, parts }: ResolvedModel,
	beside: Beside,
): Promise<Halves> {
	const { vision_model: vision, text_model: text, model } = parts;
	const { backend, keep } = context;
	const { Tensor } = backend;
	const setting = { ...beside, folder, Tensor };
	if (!vision || !text) {
		if (!model)
			throw clipModelError('CLIP_CONFIG_INVALID', { file: 'onnx folder', field: 'model' });
		const { joint, calibration } = await openFile(backend, model, async (open) => {
			const made = await makeJointHalves(open, setting);
			return { joint: made, calibration: await calibrate(name, beside.config, made) };
		});
		const { embedPictures, text: openText } = joint;
		const openTexts = () => Promise.resolve(openText);
		return { embedPictures, openTexts, agree() {}, calibration, joint };
	}
	const tell = createAgreement(path.basename(vision), path.basename(text));
	const agree = (image?: number) => tell({ image });
	const openPictures = () =>
		keep(`clip half for pictures ${id}`, () =>
			openFile(backend, vision, (open) => makePictureHalf(open, { ...setting, agree })),
		);
	const lanes = planLanes(backend, await weightBytes(vision));
	return {
		embedPictures: async (pixels, size) => (await openPictures())(pixels, size),
		openTexts: () =>
			keep(`clip half for texts ${id}`, () =>
				openFile(backend, text, (open) =>
					makeTextHalf(open, { ...setting, agree: (numbers) => tell({ text: numbers }) }),
				),
			),
		agree,
		calibration: await calibrate(name, beside.config),
		...(lanes && { lanes: { ...lanes, file: vision } }),
	};
}
