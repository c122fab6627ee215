import { defineErrors } from '../errors';
import { MAXIMUM_LABEL_TEXTS } from '../limits';

/** What a user wrote cannot be worked with. */
export const labelError = defineErrors('input', {
	LABELS_EMPTY: () =>
		'At least one label is expected, but none was given. Write the labels one a line, for example "cat" and "dog".',
	TEMPLATES_EMPTY: () =>
		'At least one template is expected, but none was given. Write one, for example "a photo of {a} {label}".',
	TEMPLATE_WITHOUT_LABEL: ({ template }: { template: string }) =>
		`The template "${template}" has no place for the label, so every label would read the same. Put {label} where the label belongs, for example "a photo of {a} {label}".`,
	LABELS_TOO_MANY: ({ labels, templates }: { labels: number; templates: number }) =>
		`${labels} labels in ${templates} template${templates === 1 ? '' : 's'} make ${labels * templates} texts, but at most ${MAXIMUM_LABEL_TEXTS} are taken. Use fewer labels or fewer templates.`,
	MULTI_LABEL_UNSUPPORTED: ({ model }: { model: string }) =>
		`The model "${model}" can only choose among the labels; it cannot say of each label by itself whether it fits. Turn "Several Labels May Fit" off, or choose a SigLIP model.`,
	QUERY_VANISHES: () =>
		'The texts to look for and the texts to avoid cancel each other out, so nothing is left to look for. Make them say different things.',
	DIMENSIONS_DIFFER: ({ expected, found }: { expected: number; found: number }) =>
		`Embeddings can only be compared when they have the same length, but one has ${expected} numbers and another ${found}. They come from different models: make all of them with one model.`,
});

/** What the model's files do not tell. */
export const scoreError = defineErrors('model', {
	CALIBRATION_UNKNOWN: ({ model }: { model: string }) =>
		`The files of the model "${model}" do not say how it turns similarity into a probability. Choose a repository that also has onnx/model.onnx, or give the number in the option "Confidence Sharpness".`,
});
