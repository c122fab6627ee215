import { chooseDtypes } from './dtypes';
import { findPartSets, firstComplete } from './part-sets';
import { missingFilesError } from './missing-files';
import type { Dtype, DtypeChoice, ModelRequirement } from './types';

/** The files of a repository or folder that a model needs; paths relative, with `/`. */
export interface Selection {
	parts: Record<string, string>;
	dtypes: Record<string, Dtype>;
	/** Small files beside the weights: config, tokenizer. */
	configs: string[];
	/** ONNX graphs, each behind its external data: a graph that is there is then complete. */
	weights: string[];
	/** The files alone tell that the model is of the wanted kind. */
	tellsKind: boolean;
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
	const partFiles = firstComplete(findPartSets(present, requirement, choice), choice);
	if (!partFiles || requirement.files.some((file) => !present.has(file))) {
		throw missingFilesError(present, requirement, choice, name);
	}
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
		tellsKind: tellsKind(present, requirement),
	};
}

/** A graph's weights in files beside it: `model.onnx_data`, `model.onnx_data_1`, `model.onnx.data`. */
export function externalData(graph: string, paths: string[]): string[] {
	return paths.filter(
		(path) => path.startsWith(graph) && /^[._]data(_\d+)?$/.test(path.slice(graph.length)),
	);
}

function tellsKind(present: Set<string>, { kind, files, tellingParts }: ModelRequirement): boolean {
	if (!tellingParts) return false;
	const telling = { kind, files, parts: tellingParts };
	return firstComplete(findPartSets(present, telling, 'auto'), 'auto') !== undefined;
}
