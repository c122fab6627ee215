import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { modelError } from './errors';
import { missingExternalData } from './external-data';
import { selectFiles, type Selection } from './selection';
import type { DtypeChoice, ModelRequirement } from './types';

/** Reads a folder in the hub's ONNX layout. Throws a coded error that says what is missing. */
export async function readLayout(
	folder: string,
	requirement: ModelRequirement,
	choice: DtypeChoice,
	name: string,
): Promise<Selection> {
	const paths = await listModelFolder(folder);
	const selection = selectFiles(paths, requirement, choice, name);
	await throwOnMissingData(folder, selection, requirement.kind, paths, name);
	return selection;
}

/** Relative paths of what lies in a model folder's root and in `onnx/`; subfolders end in `/`. */
async function listModelFolder(folder: string): Promise<string[]> {
	const root = await listFolder(folder);
	if (!root.includes('onnx/')) return root;
	const onnx = await listFolder(path.join(folder, 'onnx'));
	return [...root, ...onnx.map((file) => `onnx/${file}`)];
}

async function listFolder(folder: string): Promise<string[]> {
	const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
		const code = error.code === 'ENOTDIR' ? 'MODEL_FOLDER_IS_FILE' : 'MODEL_FOLDER_NOT_FOUND';
		throw modelError(code, { folder }, error);
	});
	return Promise.all(entries.map((entry) => markFolder(folder, entry)));
}

/** Follows links: the hub's own cache is made of them. */
async function markFolder(folder: string, entry: string): Promise<string> {
	const stats = await stat(path.join(folder, entry)).catch(() => undefined);
	return stats?.isDirectory() ? `${entry}/` : entry;
}

async function throwOnMissingData(
	folder: string,
	selection: Selection,
	kind: string,
	found: string[],
	name: string,
): Promise<void> {
	const graphs = Object.values(selection.parts);
	const missing = await Promise.all(graphs.map((graph) => missingExternalData(folder, graph)));
	if (missing.flat().length === 0) return;
	const hint = 'These files hold the weights of the ONNX files beside them; put them there too.';
	throw modelError('MODEL_FILES_MISSING', { name, kind, missing: missing.flat(), found, hint });
}
