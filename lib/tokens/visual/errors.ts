import { defineErrors } from '../../errors';
import { MAXIMUM_JSON_NUMBERS } from '../../limits';

/** Failures of a model whose files are there, but from which no tokens of a picture can be had. */
export const visualModelError = defineErrors('model', {
	VISUAL_POOLED_ONLY: (d: { file: string; outputs: string[] }) =>
		`The model's ${d.file} gives one summary of the whole picture only (${list(d.outputs)}), not a token for each part of it. ${CHOOSE}`,
	VISUAL_OUTPUT_UNKNOWN: (d: { file: string; outputs: string[] }) =>
		`The model's ${d.file} does not say which of its results are the tokens of the picture: it gives ${list(d.outputs)}. Expected one named last_hidden_state or image_features. ${CHOOSE}`,
	VISUAL_INPUT_UNKNOWN: (d: { file: string; inputs: string[] }) =>
		`The model's ${d.file} cannot look at a picture alone: it asks for ${list(d.inputs)}. Expected one input with the picture's points. ${CHOOSE}`,
	VISUAL_CHANNELS: (d: { file: string; expected: number; found: number }) =>
		`The model's ${d.file} takes pictures of ${d.expected} colour channels, but its preprocessor_config.json makes ${d.found}. Files of two models are mixed in the folder; download the model again into an empty folder.`,
	VISUAL_PICTURE_SIZE: (d: { file: string; expected: string; found: string }) =>
		`The model's ${d.file} takes pictures of ${d.expected} points, but its preprocessor_config.json makes pictures of ${d.found}. Files of two models are mixed in the folder; download the model again into an empty folder.`,
	VISUAL_GRID_UNKNOWN: (d: { file: string; tokens: number; width: number; height: number }) =>
		`The model's ${d.file} gives ${d.tokens} tokens for a picture of ${d.width} x ${d.height} points, and these form no grid of rows and columns, so they stand for no places in it. ${CHOOSE}`,
	VISUAL_RUN_FAILED: (d: { file: string; width: number; height: number; reason: string }) =>
		`The model's ${d.file} stopped at a picture of ${d.width} x ${d.height} points (${d.reason}). Its files may not belong together; download the model again into an empty folder, or choose another one.`,
	VISUAL_TOKENS_BROKEN: (d: { file: string }) =>
		`The model's ${d.file} gave tokens that are no numbers. Its weights are broken, or too coarse for this device: choose another one in the option "Precision", or download the model again.`,
});

/** What a user asked for is more than can be given. */
export const visualInputError = defineErrors('input', {
	EMBEDDINGS_TOO_LARGE: (d: { tokens: number; dimensions: number }) =>
		`${d.tokens} tokens of ${d.dimensions} numbers each are too many to show as text: at most ${MAXIMUM_JSON_NUMBERS} numbers are. Choose the file in "Numbers", or a smaller "Number of Tokens".`,
});

const CHOOSE =
	'Choose a model that gives a token for each part of the picture, for example onnx-community/dinov2-small, or a SigLIP model such as Xenova/siglip-base-patch16-224.';

function list(names: string[]): string {
	return names.length === 0 ? 'nothing' : names.map((name) => `"${name}"`).join(', ');
}
