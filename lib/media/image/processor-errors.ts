import { defineErrors } from '../../errors';

/** Failures of reading how a model wants its pictures. */
export const processorError = defineErrors('model', {
	PROCESSOR_UNREADABLE: ({ file, reason }: { file: string; reason: string }) =>
		`The model's ${file}, which says how pictures are prepared, cannot be read (${reason}). Download the model again, or copy the file from the model's page.`,
	PROCESSOR_KIND_UNKNOWN: ({
		file,
		kind,
		known,
	}: {
		file: string;
		kind: string;
		known: string[];
	}) =>
		`The model's ${file} asks for pictures to be prepared in a way that is not known here (${kind}). Known: ${known.join(', ')}. Choose a model that uses one of these.`,
	PROCESSOR_PATCHES_UNSUPPORTED: ({ file, kind }: { file: string; kind: string }) =>
		`The model takes pictures of any size, cut into patches (${kind} in its ${file}), which is not supported here. Choose the same model at a fixed size; its name ends with, for example, "patch16-224" instead of "naflex".`,
	PROCESSOR_FIELD_UNSUPPORTED: ({ file, field }: { file: string; field: string }) =>
		`The model's ${file} sets "${field}", a way of preparing pictures that is not supported here. Choose another model.`,
	PROCESSOR_FIELD_INVALID: ({ file, field, expected, found }: InvalidField) =>
		`The model's ${file} has no usable "${field}": expected ${expected}, found ${found}. Download the model again, or correct the file.`,
});

interface InvalidField {
	file: string;
	field: string;
	expected: string;
	found: string;
}
