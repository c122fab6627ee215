import path from 'node:path';
import { isJsonObject, type JsonObject, readJsonObject } from '../../json-object';
import type { ImageSize } from '../../media/image/types';
import type { GridClues } from './grid';

/** What a model's config.json says of its grid; a file that says nothing of it is no failure. */
export async function readGridClues(folder: string): Promise<GridClues> {
	const config = await readJsonObject(path.join(folder, 'config.json')).catch(() => ({}));
	// Of models that also read, the part that sees has a description of its own.
	const vision = 'vision_config' in config ? config.vision_config : config;
	const fields = isJsonObject(vision) ? vision : {};
	const patch = readPatch(fields);
	return {
		...(patch && { patch }),
		...(isCount(fields.num_register_tokens) && { registerTokens: fields.num_register_tokens }),
	};
}

/** One number, or height and width. */
function readPatch({ patch_size: found }: JsonObject): ImageSize | undefined {
	const [height, width] = Array.isArray(found) ? (found as unknown[]) : [found, found];
	if (!isCount(height) || !isCount(width) || height === 0 || width === 0) return undefined;
	return { width, height };
}

function isCount(value: unknown): value is number {
	return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
