import { runTask } from '../../../inference/pool';
import type { WireArray } from '../../../hosted/policy-servers/wire-array';
import { rememberBlank } from '../../safety/blank';
import { POLICY_PICTURE_ENGINE } from '../../safety/picture-engine';
import type { CameraPicture } from '../../types';
import type { FittedPicture, PicturesInput } from './pictures-task';

/** How a server wants its pictures. */
export type PictureForm = Omit<PicturesInput, 'files'>;

/** Pictures as the arrays that servers take, in order. Whether one is blank is remembered for `findBlankPictures`. */
export async function preparePictures(
	pictures: CameraPicture[],
	form: PictureForm,
	signal?: AbortSignal,
): Promise<WireArray[]> {
	const files = pictures.map(({ file }) => file);
	const { output } = await runTask<PicturesInput, FittedPicture[]>({
		engine: POLICY_PICTURE_ENGINE,
		taskModule: require.resolve('./pictures-task'),
		input: { ...form, files },
		signal,
	});
	const { edge, order } = form;
	return output.map(({ pixels, isBlank }, index) => {
		rememberBlank(pictures[index], isBlank);
		return {
			dtype: '|u1',
			shape: order === 'hwc' ? [edge, edge, 3] : [3, edge, edge],
			bytes: Buffer.from(pixels, 'base64'),
		};
	});
}
