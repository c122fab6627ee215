import { isJsonObject, type JsonObject } from '../../json-object';
import { processorError } from './errors';
import { PRISMATIC_KIND, toPrismaticProcessor } from './prismatic-processor';
import {
	channels,
	exactSize,
	factor,
	flag,
	PROCESSOR_FILE,
	readFields,
	refuse,
	shortestEdge,
} from './processor-fields';
import {
	KIND_OF_MODEL_TYPE,
	PATCH_KINDS,
	PROCESSOR_KINDS,
	type ProcessorKind,
} from './processor-kinds';
import type { ImageProcessor, ResampleFilter } from './types';

/** Reads a model's preprocessor_config.json as transformers does: what it leaves out is its class's default. */
export async function readImageProcessor(folder: string): Promise<ImageProcessor> {
	const fields = await readFields(folder, PROCESSOR_FILE);
	const kind = namedKind(fields) ?? (await kindOfModel(folder));
	return kind === PRISMATIC_KIND
		? toPrismaticProcessor(fields)
		: toImageProcessor(fields, findKind(kind));
}

function toImageProcessor(fields: JsonObject, kind: ProcessorKind): ImageProcessor {
	refuseUnsupported(fields);
	const doesCrop = flag(fields, 'do_center_crop', kind.cropSize !== undefined);
	const doesRescale = flag(fields, 'do_rescale', true);
	return {
		filter: resampleFilter(fields, kind),
		...(flag(fields, 'do_resize', true) && { resize: resize(fields, kind) }),
		...(doesCrop && { centreCrop: exactSize('crop_size', fields.crop_size ?? kind.cropSize) }),
		rescaleFactor: doesRescale ? factor(fields, 'rescale_factor', 1 / 255) : 1,
		...(flag(fields, 'do_normalize', true) && {
			normalise: {
				mean: channels(fields, 'image_mean', kind.mean, true),
				std: channels(fields, 'image_std', kind.std, false),
			},
		}),
	};
}

/** The class by its name; old files say "feature extractor", and some name the variant that saved them. */
function namedKind(fields: JsonObject): string | undefined {
	const name = fields.image_processor_type ?? fields.feature_extractor_type;
	return typeof name === 'string'
		? name.replace('FeatureExtractor', 'ImageProcessor').replace(/(Fast|Pil)$/, '')
		: undefined;
}

async function kindOfModel(folder: string): Promise<string> {
	const { model_type: modelType } = await readFields(folder, 'config.json');
	return KIND_OF_MODEL_TYPE[String(modelType)] ?? `no "image_processor_type"`;
}

function findKind(kind: string): ProcessorKind {
	if (Object.hasOwn(PROCESSOR_KINDS, kind)) return PROCESSOR_KINDS[kind];
	const file = PROCESSOR_FILE;
	if (PATCH_KINDS.has(kind)) throw processorError('PROCESSOR_PATCHES_UNSUPPORTED', { file, kind });
	const known = [...Object.keys(PROCESSOR_KINDS), PRISMATIC_KIND];
	throw processorError('PROCESSOR_KIND_UNKNOWN', { file, kind, known });
}

/** Steps that would change the picture; leaving one out in silence would make every result a little wrong. */
const UNSUPPORTED_FIELDS = ['crop_pct', 'do_pad', 'do_flip_channel_order', 'do_reduce_labels'];

function refuseUnsupported(fields: JsonObject): void {
	const field = UNSUPPORTED_FIELDS.find((name) => (fields[name] ?? false) !== false);
	if (field) throw processorError('PROCESSOR_FIELD_UNSUPPORTED', { file: PROCESSOR_FILE, field });
}

/** As Pillow numbers them. */
const FILTERS: ResampleFilter[] = ['nearest', 'lanczos', 'bilinear', 'bicubic', 'box', 'hamming'];

function resampleFilter({ resample }: JsonObject, kind: ProcessorKind): ResampleFilter {
	if ((resample ?? undefined) === undefined) return kind.filter;
	return FILTERS[resample as number] ?? refuse('resample', 'a whole number from 0 to 5', resample);
}

function resize(fields: JsonObject, kind: ProcessorKind): ImageProcessor['resize'] {
	const size = fields.size ?? kind.size;
	if (typeof size === 'number' && kind.numberIsShortestEdge)
		return { shortestEdge: shortestEdge('size', size) };
	if (!isJsonObject(size) || !('shortest_edge' in size)) return { exact: exactSize('size', size) };
	if (Object.keys(size).length > 1) return refuse('size', 'a "shortest_edge" alone', size);
	return { shortestEdge: shortestEdge('size.shortest_edge', size.shortest_edge) };
}
