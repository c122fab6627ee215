import type { Piece, RefitOutput, RefitPiece } from '../media/image/refit-types';
import { refusalOf, tokensOf } from './prepare-plan';
import type { PreparedPicture, PrepareRequest } from './prepare-types';

/** What is told of a picture, or a piece of one, that was written as `planned`. */
export function describePrepared(
	{ file, format, bytes, width, height, quality }: RefitPiece,
	planned: Piece,
	{ original, isBlank }: RefitOutput,
	askedQuality: number,
	request: PrepareRequest,
): PreparedPicture {
	const tokens = tokensOf({ width, height }, request);
	const before = tokensOf(original, request);
	const warnings = [
		isBlank ? blankSentence(request) : undefined,
		quality !== undefined && quality < askedQuality
			? `To keep the file within its limit, its quality was lowered to ${quality}.`
			: undefined,
		width < planned.size.width
			? `To keep the file within its limit, the picture was made smaller than the model looks at it: ${width} x ${height} pixels.`
			: undefined,
		refusalOf({ width, height }, request),
	].filter((warning) => warning !== undefined);
	return {
		file,
		mediaType: `image/${format}`,
		format,
		bytes,
		width,
		height,
		...(tokens !== undefined && { tokens }),
		original: { ...original, ...(before !== undefined && { tokens: before }) },
		warnings,
	};
}

const blankSentence = ({ background = 'white' }: PrepareRequest): string =>
	background === 'auto'
		? 'Nothing is seen of this transparent picture, be it laid on white or on black. Check the step that makes it.'
		: `On a ${background} background nothing is seen of this transparent picture. Choose the other color as the Background.`;
