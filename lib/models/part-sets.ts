import { DTYPE_SUFFIXES, everyPartHas, type PartFiles } from './dtypes';
import type { Dtype, DtypeChoice, ModelRequirement } from './types';

/** A set of ONNX parts that makes a model, with the files found of each. */
export type PartSet = Map<string, PartFiles>;

/** The sets that a model may consist of, with what is there of each, in the requirement's order. */
export function findPartSets(
	present: Set<string>,
	requirement: ModelRequirement,
	choice: DtypeChoice,
): PartSet[] {
	const every = Object.keys(DTYPE_SUFFIXES) as Dtype[];
	const dtypes = choice === 'auto' ? (requirement.autoDtypes ?? every) : every;
	return partSets(requirement).map(
		(parts) => new Map(parts.map((part) => [part, filesOfPart(part, dtypes, present)])),
	);
}

/** The first complete set; one that has the asked weight format goes before one that lacks it. */
export function firstComplete(sets: PartSet[], choice: DtypeChoice): PartSet | undefined {
	const complete = sets.filter((set) => [...set.values()].every((files) => files.size > 0));
	if (choice === 'auto') return complete[0];
	return complete.find((set) => everyPartHas(set, choice)) ?? complete[0];
}

/** Names of the parts of each set, the preferred one first. */
export function partSets({ parts, orParts = [] }: ModelRequirement): string[][] {
	return [parts, ...orParts];
}

/** The set that was most likely meant: the one most of which is there; of equals the first. */
export function meantSet(sets: string[][], isThere: (part: string) => boolean): string[] {
	const share = (parts: string[]) => parts.filter(isThere).length / parts.length;
	return sets.reduce((best, parts) => (share(parts) > share(best) ? parts : best));
}

/** The path in `onnx/` that a part has in the hub's layout. */
export function onnxPath(part: string, dtype: Dtype): string {
	return `onnx/${part}${DTYPE_SUFFIXES[dtype]}.onnx`;
}

function filesOfPart(part: string, dtypes: Dtype[], present: Set<string>): PartFiles {
	const files: PartFiles = new Map();
	for (const dtype of dtypes) {
		const inFolder = onnxPath(part, dtype);
		const inRoot = inFolder.slice('onnx/'.length);
		if (present.has(inFolder)) files.set(dtype, inFolder);
		else if (present.has(inRoot)) files.set(dtype, inRoot);
	}
	return files;
}
