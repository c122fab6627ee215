import { defineErrors } from '../errors';

/** What a user asked to be counted cannot be. */
export const tokenInputError = defineErrors('input', {
	TOKEN_MODEL_UNKNOWN: (d: { name: string; nearest?: string; known: string[] }) =>
		`How the model "${d.name}" counts pictures is not known here. ${suggestion(d)}, or ask the provider's own counting service.`,
	PICTURE_SIZE_INVALID: ({ width, height }: { width: unknown; height: unknown }) =>
		`A picture's width and height are expected as whole numbers of pixels from 1 up, but ${String(width)} by ${String(height)} was given. Correct them, or hand over the picture itself.`,
});

function suggestion({ nearest, known }: { nearest?: string; known: string[] }): string {
	return nearest
		? `Did you mean "${nearest}"? Choose it or another model of the list`
		: `Choose a model of the list, for example ${known.map((name) => `"${name}"`).join(', ')}`;
}
