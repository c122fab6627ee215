import path from 'node:path';
import { TOKEN_PICTURE_EDGE } from '../../limits';
import { showAsSeen } from '../../media/image/as-seen';
import { decodeImage } from '../../media/image/decode';
import { preprocess } from '../../media/image/processor';
import type { ImageSize, RgbImage } from '../../media/image/types';
import { writePicture } from '../../media/image/write-picture';
import { cellColours } from './cell-colours';
import type { VisionModel } from './model';
import { writeNpy } from './npy';
import { averageBlocks, poolGrid } from './pool';
import { separateTokens } from './separate';
import { layOverPicture } from './token-picture';
import type { EmbeddedPicture, EmbedRequest, Grid, TokenPicture, VisualTokens } from './types';

interface Target {
	file: string;
	/** Of what is written; unique in the folder. */
	name: string;
}

/** Makes tokens of a picture and writes them as .npy, and what they show as PNG. Rejects with a coded error. */
export async function embedPicture(
	model: VisionModel,
	{ file, name }: Target,
	request: EmbedRequest,
): Promise<EmbeddedPicture> {
	const image = await decodeImage(file, { transparency: 'white' });
	const { pixels, size } = preprocess(image, model.processor);
	const { covered, ...all } = separateTokens(await model.encode(pixels, size), { ...model, size });
	const pooled = pool(all, request.maximumTokens);
	const { rows, columns, dimensions, prefixTokens } = pooled;
	const classToken = request.classToken ? pooled.classToken : undefined;
	const tokens = rows * columns + (classToken ? 1 : 0);
	const npyFile = path.join(request.folder, `${name}.npy`);
	const numbers = classToken ? joined(classToken, pooled.data) : pooled.data;
	await writeNpy(npyFile, numbers, [tokens, dimensions]);
	const result = { tokens, rows, columns, dimensions, prefixTokens, npyFile };
	const hasClassToken = classToken !== undefined;
	if (!request.picture) return { ...result, hasClassToken };
	const pictureFile = path.join(request.folder, `${name}.png`);
	const seen = { image, size, covered };
	await writePicture(drawTokens(model, request.picture, pooled, seen), pictureFile);
	return { ...result, hasClassToken, pictureFile };
}

function pool(tokens: VisualTokens, maximumTokens = Infinity): VisualTokens {
	const grid: Grid = poolGrid(tokens, maximumTokens);
	if (grid.rows === tokens.rows && grid.columns === tokens.columns) return tokens;
	const { rows, columns } = grid;
	return {
		...tokens,
		...{ rows, columns },
		data: averageBlocks(tokens.data, tokens, grid, tokens.dimensions),
	};
}

interface Seen {
	image: RgbImage;
	/** The picture as the model took it. */
	size: ImageSize;
	/** The part of it that the grid covers. */
	covered: ImageSize;
}

function drawTokens(
	{ processor }: VisionModel,
	kind: TokenPicture,
	tokens: VisualTokens,
	{ image, size, covered }: Seen,
): RgbImage {
	const longer = Math.max(size.width, size.height);
	const times = Math.max(1, Math.round(TOKEN_PICTURE_EDGE / longer));
	const seen = showAsSeen(image, processor, times);
	const place = { width: covered.width * times, height: covered.height * times };
	return layOverPicture(seen, tokens, place, cellColours(tokens, kind));
}

function joined(first: Float32Array, rest: Float32Array): Float32Array {
	const all = new Float32Array(first.length + rest.length);
	all.set(first);
	all.set(rest, first.length);
	return all;
}
