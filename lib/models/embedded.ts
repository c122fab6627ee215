import { statSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../package-root';
import { modelError } from './errors';
import { findManifestModel, type ManifestModel } from './manifest';

/** The folder of a model that is part of this package; throws `MODEL_EMBEDDED_DAMAGED` unless all sizes are right. */
export function embeddedFolder({ name, files = [] }: ManifestModel): string {
	const folder = path.join(packageRoot, 'models', name);
	for (const { path: file, sizeBytes: expectedBytes } of files) {
		const foundBytes = statSync(path.join(folder, file), { throwIfNoEntry: false })?.size ?? null;
		if (foundBytes === expectedBytes) continue;
		throw modelError('MODEL_EMBEDDED_DAMAGED', { name, file, expectedBytes, foundBytes });
	}
	return folder;
}

/** Absolute path of the embedded voice activity detector. */
export function sileroVadFile(): string {
	return path.join(embeddedFolder(findManifestModel('silero-vad', 'vad')), 'silero_vad.onnx');
}
