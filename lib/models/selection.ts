import { chooseDtypes, DTYPE_SUFFIXES, type PartFiles } from './dtypes';
import { modelError } from './errors';
import { foreignFormatHint } from './foreign-format';
import type { Dtype, DtypeChoice, ModelRequirement } from './types';

/** The files of a repository or folder that a model needs; paths relative, with `/`. */
export interface Selection {
	parts: Record<string, string>;
	dtypes: Record<string, Dtype>;
	/** Small files beside the weights: config, tokenizer. */
	configs: string[];
	/** ONNX graphs, each behind its external data: a graph that is there is then complete. */
	weights: string[];
}

/**
 * Picks a model's files out of a list of paths. ONNX files lie in `onnx/` or in the root.
 * Throws `MODEL_FILES_MISSING` or `MODEL_DTYPE_ABSENT`; `name` is for the message.
 */
export function selectFiles(
	paths: string[],
	requirement: ModelRequirement,
	choice: DtypeChoice,
	name: string,
): Selection {
	const present = new Set(paths);
	const partFiles = new Map(requirement.parts.map((part) => [part, filesOfPart(part, present)]));
	throwOnMissing(present, partFiles, requirement, name);
	const dtypes = chooseDtypes(name, partFiles, choice);
	const graphs = new Map(
		[...dtypes].map(([part, dtype]) => [part, partFiles.get(part)!.get(dtype)!]),
	);
	const optional = (requirement.optionalFiles ?? []).filter((file) => present.has(file));
	return {
		parts: Object.fromEntries(graphs),
		dtypes: Object.fromEntries(dtypes),
		configs: [...requirement.files, ...optional],
		weights: [...graphs.values()].flatMap((graph) => [...externalData(graph, paths), graph]),
	};
}

/** The path in `onnx/` that a part has in the hub's layout. */
export function onnxPath(part: string, dtype: Dtype): string {
	return `onnx/${part}${DTYPE_SUFFIXES[dtype]}.onnx`;
}

function filesOfPart(part: string, present: Set<string>): PartFiles {
	const files: PartFiles = new Map();
	for (const dtype of Object.keys(DTYPE_SUFFIXES) as Dtype[]) {
		const inFolder = onnxPath(part, dtype);
		const inRoot = inFolder.slice('onnx/'.length);
		if (present.has(inFolder)) files.set(dtype, inFolder);
		else if (present.has(inRoot)) files.set(dtype, inRoot);
	}
	return files;
}

function throwOnMissing(
	present: Set<string>,
	partFiles: Map<string, PartFiles>,
	{ files, kind }: ModelRequirement,
	name: string,
): void {
	const missing = [
		...files.filter((file) => !present.has(file)),
		...[...partFiles].filter(([, found]) => found.size === 0).map(([part]) => `onnx/${part}*.onnx`),
	];
	if (missing.length === 0) return;
	const found = [...present].sort();
	const hint = foreignFormatHint(found);
	throw modelError('MODEL_FILES_MISSING', { name, kind, missing, found, hint });
}

/** A graph's weights in files beside it: `model.onnx_data`, `model.onnx_data_1`, `model.onnx.data`. */
export function externalData(graph: string, paths: string[]): string[] {
	return paths.filter(
		(path) => path.startsWith(graph) && /^[._]data(_\d+)?$/.test(path.slice(graph.length)),
	);
}
