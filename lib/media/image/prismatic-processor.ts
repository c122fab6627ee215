import type { JsonObject } from '../../json-object';
import { channels, exactSize, PROCESSOR_FILE, refuse } from './processor-fields';
import { processorError } from './errors';
import type { ImageProcessor, ImageSize, Normalisation, ResampleFilter } from './types';

/** The class of OpenVLA and other Prismatic models: one picture for one or two towers, each with its own colours. */
export const PRISMATIC_KIND = 'PrismaticImageProcessor';

/** Reads its preprocessor_config.json, which has fields of its own, one entry a tower; processing_prismatic.py of openvla/openvla. */
export function toPrismaticProcessor(fields: JsonObject): ImageProcessor {
	const sizes = entries(fields, 'input_sizes', [[3, 224, 224]]);
	const size = exactSize('input_sizes', sameForAll('input_sizes', sizes.map(withoutChannels)));
	const [normalise, ...furtherNormalise] = readColours(fields, sizes.length);
	return {
		...steps(fields, size, [normalise, ...furtherNormalise]),
		filter: readFilter(fields),
		rescaleFactor: 1 / 255,
		normalise,
		...(furtherNormalise.length > 0 && { furtherNormalise }),
	};
}

type Steps = Pick<ImageProcessor, 'letterbox' | 'resize' | 'centreCrop' | 'cropRounding'>;

function steps(fields: JsonObject, size: ImageSize, colours: Normalisation[]): Steps {
	const strategy = fields.image_resize_strategy ?? 'letterbox';
	if (strategy === 'resize-naive') return { resize: { exact: size } };
	// The reference overwrites the fill of a tower by the next one's: the last one's holds for all.
	if (strategy === 'letterbox')
		return { letterbox: fillOf(colours[colours.length - 1]), resize: { exact: size } };
	if (strategy !== 'resize-crop')
		return refuse(
			'image_resize_strategy',
			'"resize-naive", "letterbox" or "resize-crop"',
			strategy,
		);
	if (size.width !== size.height) return refuse('input_sizes', 'a square', size);
	return { resize: { shortestEdge: size.width }, centreCrop: size, cropRounding: 'toEven' };
}

function fillOf({ mean: [red, green, blue] }: Normalisation): [number, number, number] {
	const byte = (value: number) => Math.trunc(value * 255);
	return [byte(red), byte(green), byte(blue)];
}

function readColours(fields: JsonObject, towers: number): Normalisation[] {
	const means = entries(fields, 'means', [[0.5, 0.5, 0.5]]);
	const stds = entries(fields, 'stds', [[0.5, 0.5, 0.5]]);
	if (means.length !== towers) refuse('means', `one entry for each of ${towers} towers`, means);
	if (stds.length !== towers) refuse('stds', `one entry for each of ${towers} towers`, stds);
	return means.map((mean, tower) => ({
		mean: channels({ means: mean }, 'means', [], true),
		std: channels({ stds: stds[tower] }, 'stds', [], false),
	}));
}

function readFilter(fields: JsonObject): ResampleFilter {
	const name = sameForAll('interpolations', entries(fields, 'interpolations', ['bicubic']));
	const isKnown = FILTERS.includes(name as ResampleFilter);
	return isKnown ? (name as ResampleFilter) : refuse('interpolations', FILTERS.join(', '), name);
}

const FILTERS: ResampleFilter[] = ['bicubic', 'bilinear', 'lanczos', 'nearest'];

/** Towers that want the picture differently resized would each need one of their own. */
function sameForAll(field: string, values: unknown[]): unknown {
	if (values.some((value) => JSON.stringify(value) !== JSON.stringify(values[0])))
		throw processorError('PROCESSOR_FIELD_UNSUPPORTED', { file: PROCESSOR_FILE, field });
	return values[0];
}

function withoutChannels(size: unknown): unknown {
	const [count, ...edges] = Array.isArray(size) ? (size as unknown[]) : [];
	return count === 3 ? edges : refuse('input_sizes', '3 channels, a height and a width', size);
}

function entries(fields: JsonObject, field: string, byDefault: unknown[]): unknown[] {
	const value = fields[field] ?? byDefault;
	return Array.isArray(value) && value.length > 0
		? (value as unknown[])
		: refuse(field, 'a list with one entry for each tower', value);
}
