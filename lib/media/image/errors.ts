import { defineErrors } from '../../errors';

/** Failures of recognising, opening and decoding a picture. */
export const imageError = defineErrors('media', {
	NOT_A_PICTURE: ({ what, advice }: { what: string; advice: string }) =>
		`A picture is expected (${TAKEN}), but this is ${what}. ${advice}`,
	PICTURE_FORMAT_REFUSED: ({ format, advice }: { format: string; advice: string }) =>
		`This is ${format}, which is not read here (${TAKEN} are). ${advice}`,
	PICTURE_COLOURS_REFUSED: ({ found }: { found: string }) =>
		`This picture holds ${found}, not colours that can be shown. Save it as an ordinary RGB picture with 8 or 16 bits per colour, then run again.`,
	PICTURE_TOO_LARGE: ({ width, height, maximumPixels }: PictureSize) =>
		`The picture is ${width} x ${height} pixels (${toMillions(width * height)} million); at most ${toMillions(maximumPixels)} million are taken. Make it smaller, or cut it into parts, then run again.`,
	PICTURE_TOO_NARROW: ({ width, height }: { width: number; height: number }) =>
		`The picture is ${width} x ${height} pixels: so long and narrow that this model, which crops nothing, would need more memory for it than there is. Cut the picture into parts, then run again.`,
	PICTURE_FILE_TOO_LARGE: ({ sizeBytes, maximumBytes }: FileSize) =>
		`The picture's file has ${toMebibytes(sizeBytes)} MiB; at most ${toMebibytes(maximumBytes)} MiB are taken. Save it smaller or as JPEG, then run again.`,
	PICTURE_DAMAGED: ({ format, reason }: { format: string; reason: string }) =>
		`The ${format} picture is damaged or arrived incomplete (${reason}). Check that it opens in a picture viewer, or get it again from where it came.`,
	PICTURE_TOO_SLOW: ({ seconds }: { seconds: number }) =>
		`The picture could not be read within ${seconds} seconds. It may be damaged on purpose, or this machine is very busy: open it in a picture viewer, save it anew, then run again.`,
	PICTURE_NEEDS_MEMORY: ({ width, height }: { width: number; height: number }) =>
		`There was not enough memory to open the picture of ${width} x ${height} pixels. Make the picture smaller, or give this machine (or container) more memory.`,
	PICTURE_NOT_WRITTEN: ({ file, reason }: { file: string; reason: string }) =>
		`The picture ${file} could not be written (${reason}). Check that its folder is there, that n8n may write to it, and that the disk is not full.`,
	PICTURE_NAME_REFUSED: ({ file }: { file: string }) =>
		`A picture can be written as PNG or JPEG, but the file is to be named ${file}. Let its name end in .png, .jpg or .jpeg.`,
	SHEET_EMPTY: () =>
		'There is no picture for the contact sheet. Give at least one, or turn the contact sheet off.',
	SHEET_TOO_LARGE: ({ pictures, columns }: { pictures: number; columns?: number }) =>
		`${pictures} pictures${columns === undefined ? '' : ` in ${columns} columns`} do not fit on one contact sheet, even as small tiles. Show fewer pictures${columns === undefined ? '' : ', or take another number of columns'}.`,
	SHEET_NUMBER_INVALID: (d: { what: string; minimum: number; maximum: number; found: string }) =>
		`Expected ${d.what} of the contact sheet as a whole number from ${d.minimum} to ${d.maximum}, got ${d.found}. Correct it, then run again.`,
	PICTURE_READER_MISSING: ({ reason }: { reason: string }) =>
		`The part that reads pictures (sharp) does not start on this machine (${reason}). Install the package again with its optional dependencies; on a rare kind of processor or system it may not exist.`,
});

/** Failures of the threads that prepare pictures. */
export const preparerError = defineErrors('engine', {
	PICTURE_THREAD_DIED: ({ reason }: { file: string; reason: string }) =>
		`The program's part that reads pictures broke down over this one (${reason}). Check that the picture opens in a picture viewer; if it is very large, make it smaller or give this machine (or container) more memory.`,
});

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

interface PictureSize {
	width: number;
	height: number;
	maximumPixels: number;
}

interface FileSize {
	sizeBytes: number;
	maximumBytes: number;
}

interface InvalidField {
	file: string;
	field: string;
	expected: string;
	found: string;
}

const TAKEN = 'JPEG, PNG, WebP, AVIF, GIF or TIFF';

function toMillions(pixels: number): number {
	return Math.round(pixels / 100_000) / 10;
}

function toMebibytes(bytes: number): number {
	return Math.ceil(bytes / 1024 ** 2);
}
