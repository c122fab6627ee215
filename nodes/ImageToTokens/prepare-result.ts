import type { IDataObject } from 'n8n-workflow';
import type { CropBox } from '../../lib/media/image/resample';
import { imageCost } from '../../lib/tokens/cost';
import { findByName } from '../../lib/tokens/models';
import type { PreparedPicture } from '../../lib/tokens/prepare-types';

/** A prepared picture, or a piece of one. */
export interface Tile {
	prepared: PreparedPicture & { box?: CropBox };
	/** From 0. */
	place: number;
	count: number;
	overlapPixels: number;
}

/** What the output says of a picture or of a piece of it. */
export function describeTile(
	{ prepared, place, count, overlapPixels }: Tile,
	modelName: string | undefined,
	price: number | undefined,
): IDataObject {
	const { width, height, bytes, format, box } = prepared;
	const { original } = prepared;
	return {
		...(count > 1 && { tile: { number: place + 1, count, overlap: overlapPixels, ...box } }),
		width,
		height,
		originalWidth: original.width,
		originalHeight: original.height,
		bytes,
		originalBytes: original.bytes,
		format,
		originalFormat: original.format,
		...tokenFields(prepared.tokens, count > 1 ? undefined : original.tokens, modelName, price),
	};
}

/** The same of all pieces together. */
export function describeTiles(
	tiles: Tile[],
	modelName: string | undefined,
	price: number | undefined,
): IDataObject {
	const [{ prepared }] = tiles;
	const { original } = prepared;
	const sum = (of: (tile: Tile) => number) => tiles.reduce((total, tile) => total + of(tile), 0);
	const tokens =
		prepared.tokens === undefined ? undefined : sum((tile) => tile.prepared.tokens ?? 0);
	return {
		tiles: tiles.map((tile) => describeTile(tile, undefined, price)),
		originalWidth: original.width,
		originalHeight: original.height,
		bytes: sum((tile) => tile.prepared.bytes),
		originalBytes: original.bytes,
		...tokenFields(tokens, original.tokens, modelName, price),
	};
}

/** Without a model in the table there is nothing to count; without a price, no cost. */
function tokenFields(
	tokens: number | undefined,
	tokensBefore: number | undefined,
	modelName: string | undefined,
	price: number | undefined,
): IDataObject {
	const model = findByName(modelName);
	const cost = tokens === undefined ? undefined : imageCost(tokens, model ?? {}, price);
	return {
		...(tokens !== undefined && { tokens }),
		...(tokens !== undefined &&
			tokensBefore !== undefined && { tokensBefore, tokensSaved: tokensBefore - tokens }),
		...(cost !== undefined && { cost }),
		...(modelName !== undefined && { model: model?.name ?? modelName }),
	};
}
