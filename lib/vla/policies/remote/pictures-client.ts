import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { WireArray } from '../../../hosted/policy-servers/wire-array';
import { runTask } from '../../../inference/pool';
import { withWorkspace } from '../../../media/workspace';
import { rememberBlank } from '../../safety/blank';
import { POLICY_PICTURE_ENGINE } from '../../safety/picture-engine';
import type { CameraPicture } from '../../types';
import type { FittedPicture, PicturesInput } from './pictures-task';

/** How a server wants its pictures. */
export type PictureForm = Omit<PicturesInput, 'pictures'>;

/** Pictures as the arrays that servers take, in order. Whether one is blank is remembered for `findBlankPictures`. */
export async function preparePictures(
	pictures: CameraPicture[],
	form: PictureForm,
	signal?: AbortSignal,
): Promise<WireArray[]> {
	const { edge, order } = form;
	return await withWorkspace(async (folder) => {
		const files = pictures.map(({ file }, index) => ({
			file,
			outFile: path.join(folder, `${index}.rgb`),
		}));
		const { output } = await runTask<PicturesInput, FittedPicture[]>({
			engine: POLICY_PICTURE_ENGINE,
			taskModule: require.resolve('./pictures-task'),
			input: { ...form, pictures: files },
			signal,
		});
		output.forEach(({ isBlank }, index) => rememberBlank(pictures[index], isBlank));
		return await Promise.all(
			files.map(async ({ outFile }) => ({
				dtype: '|u1',
				shape: order === 'hwc' ? [edge, edge, 3] : [3, edge, edge],
				bytes: await readFile(outFile),
			})),
		);
	});
}
