import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { bytesWithinBase64 } from '../base64';
import {
	DEFAULT_PREPARED_QUALITY,
	MAXIMUM_CLAUDE_PICTURE_BASE64_BYTES,
	MAXIMUM_PICTURE_BASE64_BYTES,
} from '../limits';
import { measurePicture } from '../media/image/measure-client';
import { refitPicture } from '../media/image/refit-client';
import type { Piece, RefitInput, RefitOutput } from '../media/image/refit-types';
import type { CropBox } from '../media/image/resample';
import { describePrepared } from './describe-prepared';
import { tokenInputError } from './errors';
import { isClaude } from './models';
import { planSize, planSmaller } from './prepare-plan';
import type { PreparedPicture, PrepareRequest } from './prepare-types';
import { planTiles, type Cutting } from './tile-plan';

/**
 * A picture with the fewest tokens and bytes at which the model sees all that it would see anyway; see
 * docs/adr/0071. The result's file lies in the request's folder. Works in an engine process; rejects with
 * a coded error.
 */
export async function preparePicture(
	request: PrepareRequest,
	signal?: AbortSignal,
): Promise<PreparedPicture> {
	const { width, height } = await measurePicture(request.file, signal);
	const [prepared] = await refitAll(
		[{ size: planSize({ width, height }, request) }],
		request,
		signal,
	);
	return prepared;
}

/** A long picture in pieces at full size, in reading order; one that is not long as `preparePicture` gives it, without `box`. */
export async function prepareTiles(
	request: PrepareRequest,
	cutting: Cutting,
	signal?: AbortSignal,
): Promise<Array<PreparedPicture & { box?: CropBox }>> {
	const { width, height } = await measurePicture(request.file, signal);
	const tiles = planTiles({ width, height }, cutting, request);
	const pieces = tiles ?? [{ size: planSize({ width, height }, request) }];
	const prepared = await refitAll(pieces, request, signal);
	return prepared.map((piece, place) => ({ ...piece, ...(tiles && { box: tiles[place].box }) }));
}

async function refitAll(
	pieces: Piece[],
	request: PrepareRequest,
	signal?: AbortSignal,
): Promise<PreparedPicture[]> {
	const input: RefitInput = {
		file: request.file,
		folder: await mkdtemp(path.join(request.folder, 'prepared-')),
		pieces,
		format: request.format ?? 'auto',
		quality: request.quality ?? DEFAULT_PREPARED_QUALITY,
		maximumBytes: maximumBytesOf(request),
		background: request.background === 'black' ? 'black' : 'white',
	};
	const onFirst = await refitWithin(input, request, signal);
	const mayChange = request.background === 'auto' && onFirst.isBlank;
	const refitted = mayChange
		? await refitWithin({ ...input, background: 'black' }, request, signal)
		: onFirst;
	return refitted.pieces.map((piece, place) =>
		describePrepared(piece, pieces[place], refitted, input.quality, request),
	);
}

/** Quality is lowered first; where that does not do, all pieces get smaller until each file is within the limit. */
async function refitWithin(
	input: RefitInput,
	request: PrepareRequest,
	signal?: AbortSignal,
): Promise<RefitOutput> {
	const refitted = await refitPicture(input, signal);
	const isTooLarge = refitted.pieces.some(({ bytes }) => bytes > input.maximumBytes);
	if (!isTooLarge) return refitted;
	const pieces = input.pieces.map(({ box, size }) => ({ box, size: planSmaller(size, request) }));
	if (pieces.some(({ size }) => size === undefined)) {
		throw tokenInputError('FILE_LIMIT_TOO_SMALL', { maximumBytes: input.maximumBytes });
	}
	return await refitWithin({ ...input, pieces: pieces as Piece[] }, request, signal);
}

function maximumBytesOf({ maximumBase64Bytes, modelName }: PrepareRequest): number {
	const ofProvider = isClaude(modelName)
		? MAXIMUM_CLAUDE_PICTURE_BASE64_BYTES
		: MAXIMUM_PICTURE_BASE64_BYTES;
	return bytesWithinBase64(Math.min(maximumBase64Bytes ?? Infinity, ofProvider));
}
