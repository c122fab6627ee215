import type { Task } from '../../inference/types';
import { openImage } from './open-image';
import type { ImageInfo } from './types';

/** Reads a picture's header in the engine process; nothing is decoded. */
export const run: Task<{ file: string }, ImageInfo> = async ({ file }) => await openImage(file);
