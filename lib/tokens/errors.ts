import { defineErrors } from '../errors';

/** What a user asked to be counted cannot be. */
export const tokenInputError = defineErrors('input', {
	TOKEN_MODEL_UNKNOWN: (d: { name: string; nearest?: string; known: string[] }) =>
		`How the model "${d.name}" counts pictures is not known here. ${suggestion(d)}, or ask the provider's own counting service.`,
	PICTURE_SIZE_INVALID: ({ width, height }: { width: unknown; height: unknown }) =>
		`A picture's width and height are expected as whole numbers of pixels from 1 up, but ${String(width)} by ${String(height)} was given. Correct them, or hand over the picture itself.`,
	TOKEN_BUDGET_TOO_SMALL: (d: { maximumTokens: number; model: string; neededTokens: number }) =>
		`The picture is to take at most ${d.maximumTokens} tokens, but on ${d.model} no picture takes so few: a single dot takes ${d.neededTokens}. Raise "Max Tokens", or leave it empty.`,
	FILE_LIMIT_TOO_SMALL: ({ maximumBytes }: { maximumBytes: number }) =>
		`The picture's file is to have at most ${maximumBytes} bytes, and even a single dot takes more. Raise "Max File Size".`,
	TOO_MANY_TILES: (d: { width: number; height: number; count: number; maximum: number }) =>
		`The picture of ${d.width} x ${d.height} pixels would become ${d.count} pieces; at most ${d.maximum} are made. Cut it before, make the overlap smaller, or turn the cutting off.`,
});

function suggestion({ nearest, known }: { nearest?: string; known: string[] }): string {
	return nearest
		? `Did you mean "${nearest}"? Choose it or another model of the list`
		: `Choose a model of the list, for example ${known.map((name) => `"${name}"`).join(', ')}`;
}
