import path from 'node:path';
import type { Task } from '../../inference/types';
import { decodeOpened } from '../../media/image/decode';
import { readHeader } from '../../media/image/header';
import { writePicture } from '../../media/image/write-picture';
import { drawAction } from './draw';
import type { ActionPicture, DrawnPicture } from './types';

const PNG = { name: 'action.png', mimeType: 'image/png' };
const JPEG = { name: 'action.jpg', mimeType: 'image/jpeg' };

/** Draws an action in the engine process, which may hold pixels. Who acts on a picture waits for this one: it is written quickly. */
export const run: Task<ActionPicture, DrawnPicture> = async (action) => {
	const header = await readHeader(action.file);
	const seen = await decodeOpened(header, action.file, { transparency: 'white' });
	const drawing = drawAction(seen, action);
	// A camera's JPEG as PNG takes twice the time and nine times the bytes.
	const { name, mimeType } = header.info.format === 'jpeg' ? JPEG : PNG;
	const file = path.join(action.outFolder, name);
	await writePicture(drawing, file, { isQuick: true });
	const { width, height } = drawing;
	return { file, mimeType, width, height };
};
