import { readFile } from 'node:fs/promises';
import type { IDataObject } from 'n8n-workflow';
import type { CountOptions } from '../../lib/tokens/types';
import type { Tile } from './prepare-result';

export type MessageFormat = 'anthropic' | 'openAi';

/** The content of a message that shows these pictures, in order; pieces are announced by a line of text. */
export async function messageBlocks(
	tiles: Tile[],
	format: MessageFormat,
	{ detail = 'auto' }: CountOptions,
): Promise<IDataObject[]> {
	const blocks: IDataObject[] = [];
	for (const { prepared, place, count, overlapPixels } of tiles) {
		if (count > 1) blocks.push({ type: 'text', text: announce(place, count, overlapPixels) });
		const data = (await readFile(prepared.file)).toString('base64');
		blocks.push(BLOCKS[format](prepared.mediaType, data, detail));
	}
	return blocks;
}

function announce(place: number, count: number, overlapPixels: number): string {
	const overlap = overlapPixels > 0 ? `; neighbours overlap by ${overlapPixels} pixels` : '';
	return `Piece ${place + 1} of ${count} of one long picture, in reading order${overlap}:`;
}

const BLOCKS: Record<
	MessageFormat,
	(mediaType: string, data: string, detail: string) => IDataObject
> = {
	anthropic: (mediaType, data) => ({
		type: 'image',
		source: { type: 'base64', media_type: mediaType, data },
	}),
	// Servers of one's own may not know `detail`: it is left out when nothing is chosen.
	openAi: (mediaType, data, detail) => ({
		type: 'image_url',
		image_url: {
			url: `data:${mediaType};base64,${data}`,
			...(detail !== 'auto' && { detail }),
		},
	}),
};
