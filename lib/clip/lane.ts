import { toPlainError } from '../errors';
import { loadNative, nativeBackend } from '../inference/backends/native';
import { Keeper } from '../inference/keeper';
import type { CreateFinish } from '../media/image/preparer-protocol';
import type { ImageProcessor } from '../media/image/types';
import { lookAt } from './look-at';
import { openFile } from './open-file';
import { type EmbedPictures, makePictureHalf } from './picture-half';
import type { ImageOutcome } from './types';

/** What a lane is made with. */
export interface LaneData {
	/** The model's half for pictures. */
	file: string;
	processor: ImageProcessor;
	threads: number;
}

/** In a thread of a preparer: prepared pictures to unit vectors, by a copy of the model that is opened for the first. */
export const createFinish: CreateFinish<LaneData, ImageOutcome<Float32Array>> = (data) => {
	const keeper = new Keeper();
	return async (pictures) => {
		try {
			return await lookAt(pictures, await keeper.keep(data.file, () => open(data)));
		} catch (error) {
			return pictures.map(() => ({ ok: false, error: toPlainError(error) }));
		}
	};
};

async function open({ file, processor, threads }: LaneData): Promise<EmbedPictures> {
	const { createSession, Tensor } = nativeBackend(loadNative(), 'cpu');
	const narrow = (path: string) => createSession(path, { intraOpNumThreads: threads });
	// Whether both halves agree is seen where all vectors arrive.
	return openFile({ createSession: narrow }, file, (opened) =>
		makePictureHalf(opened, { processor, Tensor, agree() {} }),
	);
}
