import type { MultimodalError } from '../errors';
import { modelError } from './errors';
import { foreignFormatHint } from './foreign-format';
import { findPartSets, meantSet, onnxPath, partSets } from './part-sets';
import type { DtypeChoice, ModelRequirement } from './types';

/** What an incomplete repository or folder lacks, what would do instead, and what is there. */
export function missingFilesError(
	present: Set<string>,
	requirement: ModelRequirement,
	choice: DtypeChoice,
	name: string,
): MultimodalError {
	const { files, kind } = requirement;
	const found = [...present].sort();
	const all = findPartSets(present, requirement, choice);
	const isThere = (part: string) => all.some((set) => (set.get(part)?.size ?? 0) > 0);
	const sets = partSets(requirement);
	const isComplete = sets.some((parts) => parts.every(isThere));
	const meant = meantSet(sets, isThere);
	const describe = (part: string) => describePart(part, requirement, choice);
	return modelError('MODEL_FILES_MISSING', {
		name,
		kind,
		missing: [
			...files.filter((file) => !present.has(file)),
			...meant.filter((part) => !isThere(part)).map(describe),
		],
		instead: isComplete
			? []
			: sets.filter((parts) => parts !== meant).map((parts) => parts.map(describe)),
		found,
		hint: foreignFormatHint(found, kind),
	});
}

function describePart(part: string, { autoDtypes }: ModelRequirement, choice: DtypeChoice): string {
	const isExact = choice === 'auto' && autoDtypes;
	return isExact ? onnxPath(part, autoDtypes[0]) : `onnx/${part}*.onnx`;
}
