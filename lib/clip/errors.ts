import { defineErrors } from '../errors';
import { MAXIMUM_LABEL_TEXTS } from '../limits';

/** Failures of a model whose files are there, but cannot be used as they are. */
export const clipModelError = defineErrors('model', {
	CLIP_CONFIG_INVALID: (d: { file: string; field: string }) =>
		`The model's ${d.file} has no usable "${d.field}". Expected a CLIP or SigLIP model in the Hugging Face ONNX layout; download the model again, or choose another one.`,
	CLIP_HALF_MISSING: (d: { file: string; half: 'pictures' | 'texts'; inputs: string[] }) =>
		`The model's ${d.file} does not take ${d.half} (it takes ${list(d.inputs)}). A model that knows both pictures and texts is needed here, for example Xenova/clip-vit-base-patch32; choose another one.`,
	CLIP_INPUT_UNKNOWN: (d: { file: string; unknown: string[] }) =>
		`The model's ${d.file} asks for ${list(d.unknown)}, which cannot be given here. Choose a CLIP or SigLIP model with a fixed picture size, in the layout of the Xenova and onnx-community repositories.`,
	CLIP_OUTPUT_UNKNOWN: (d: { file: string; half: 'pictures' | 'texts'; outputs: string[] }) =>
		`The model's ${d.file} does not say which of its results describes ${d.half}: it gives ${list(d.outputs)}. Expected one named image_embeds, text_embeds or pooler_output; choose a CLIP or SigLIP model in the layout of the Xenova and onnx-community repositories.`,
	CLIP_HALVES_DISAGREE: (d: {
		imageFile: string;
		imageNumbers: number;
		textFile: string;
		textNumbers: number;
	}) =>
		`The two halves of this model do not belong together: ${d.imageFile} describes a picture with ${d.imageNumbers} numbers, ${d.textFile} a text with ${d.textNumbers}. Files of two models are mixed in the folder; download the model again into an empty folder.`,
	CLIP_PICTURE_SIZE: (d: { file: string; expected: string; found: string }) =>
		`The model's ${d.file} takes pictures of ${d.expected} points, but its preprocessor_config.json makes pictures of ${d.found}. Files of two models are mixed in the folder; download the model again into an empty folder.`,
	CLIP_RUN_FAILED: (d: { file: string; what: string; reason: string }) =>
		`The model's ${d.file} stopped at ${d.what} (${d.reason}). Its files may not belong together; download the model again into an empty folder, or choose another one.`,
	CLIP_VECTOR_BROKEN: (d: { file: string; what: string }) =>
		`The model's ${d.file} gave a result without meaning for ${d.what} (nothing but zeros, or no numbers at all). Its weights are broken, or too coarse for this device: choose another one in the option "Precision", or download the model again.`,
	CALIBRATION_UNKNOWN: ({ model }: { model: string }) =>
		`The files of the model "${model}" do not say how it turns similarity into a probability. Choose a repository that also has onnx/model.onnx, or give the number in the option "Confidence Sharpness".`,
});

/** What a user wrote cannot be worked with. */
export const clipInputError = defineErrors('input', {
	LABELS_EMPTY: () =>
		'At least one label is expected, but none was given. Write the labels one a line, for example "cat" and "dog".',
	TEMPLATES_EMPTY: () =>
		'At least one template is expected, but none was given. Write one, for example "a photo of {a} {label}".',
	TEMPLATE_WITHOUT_LABEL: ({ template }: { template: string }) =>
		`The template "${template}" has no place for the label, so every label would read the same. Put {label} where the label belongs, for example "a photo of {a} {label}".`,
	LABELS_TOO_MANY: ({ labels, templates }: { labels: number; templates: number }) =>
		`${labels} labels in ${templates} template${templates === 1 ? '' : 's'} make ${labels * templates} texts, but at most ${MAXIMUM_LABEL_TEXTS} are taken. Use fewer labels or fewer templates.`,
	MULTI_LABEL_UNSUPPORTED: ({ model }: { model: string }) =>
		`The model "${model}" can only choose among the labels; it cannot say of each label by itself whether it fits. Turn "Several Labels May Fit" off, or choose a SigLIP model from the list.`,
	QUERY_VANISHES: () =>
		'The texts to look for and the texts to avoid cancel each other out, so nothing is left to look for. Make them say different things.',
	DIMENSIONS_DIFFER: ({ expected, found }: { expected: number; found: number }) =>
		`Embeddings can only be compared when they have the same length, but one has ${expected} numbers and another ${found}. They come from different models: make all of them with one model.`,
});

function list(names: string[]): string {
	return names.length === 0 ? 'nothing' : names.map((name) => `"${name}"`).join(', ');
}
