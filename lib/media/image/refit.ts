import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { throwIfCancelled } from '../../errors';
import { decodeOpened } from './decode';
import { encodeSmallest, encodeWithin, type Encoded } from './encode';
import { imageError } from './errors';
import { readHeader } from './header';
import { keepPicture } from './keep';
import type { Piece, RefitInput, RefitOutput, RefitPiece } from './refit-types';
import { resample } from './resample';
import type { RgbImage } from './types';

/** Writes a picture's pieces anew: upright, sRGB, without metadata, at their sizes. What needs no change is not encoded again. */
export async function refit(input: RefitInput, signal?: AbortSignal): Promise<RefitOutput> {
	const header = await readHeader(input.file);
	const { width, height, sizeBytes: bytes, format } = header.info;
	const kept = await keepPicture(header, input);
	// A JPEG that is small enough would only get worse.
	const isDone = kept?.format === 'jpeg' && kept.bytes.length <= input.maximumBytes;
	const picture = isDone
		? undefined
		: await decodeOpened(header, input.file, {
				transparency: input.background,
				appliesProfile: true,
			});
	const pieces: RefitPiece[] = [];
	for (const [index, piece] of input.pieces.entries()) {
		throwIfCancelled(signal);
		const encoded = picture ? await encodePiece(cut(picture, piece), input, kept) : kept!;
		pieces.push(await write(encoded, piece, path.join(input.folder, `piece-${index + 1}`)));
	}
	const isBlank = picture !== undefined && header.info.hasAlpha && isOf(input.background, picture);
	return { pieces, original: { width, height, bytes, format }, isBlank };
}

/** Levels that nobody tells apart. */
const SAME_LEVELS = 12;

function isOf(background: RefitInput['background'], { data }: RgbImage): boolean {
	const level = background === 'white' ? 255 : 0;
	return data.every((found) => Math.abs(found - level) <= SAME_LEVELS);
}

async function encodePiece(
	picture: RgbImage,
	{ format, quality, maximumBytes }: RefitInput,
	kept: Encoded | undefined,
): Promise<Encoded> {
	const encoded =
		format === 'auto'
			? await encodeSmallest(picture, quality, maximumBytes)
			: await encodeWithin(picture, format, quality, maximumBytes);
	return kept && kept.bytes.length <= encoded.bytes.length ? kept : encoded;
}

/** The part, then its size; letters stay sharp with Lanczos. */
function cut(picture: RgbImage, { box, size }: Piece): RgbImage {
	const part = box ? resample(picture, picture, 'lanczos', box) : picture;
	return resample(part, size, 'lanczos');
}

async function write(
	{ bytes, format, quality }: Encoded,
	{ size }: Piece,
	fileStem: string,
): Promise<RefitPiece> {
	const file = `${fileStem}.${format === 'jpeg' ? 'jpg' : format}`;
	await writeFile(file, bytes).catch((error: Error) => {
		throw imageError('PICTURE_NOT_WRITTEN', { file, reason: error.message }, error);
	});
	return { file, format, bytes: bytes.length, ...size, ...(quality !== undefined && { quality }) };
}
