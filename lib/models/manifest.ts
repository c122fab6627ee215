import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../package-root';
import { modelError } from './errors';
import { nearest } from './nearest';
import type { Dtype } from './types';

/** A known model, described for a person who chooses one. */
export interface ManifestModel {
	name: string;
	/** What runs it: `whisper`, `clip`, `vad`. */
	kind: string;
	/** Part of this package, in `models/<name>`: no download. */
	embedded?: boolean;
	/** `owner/repository` and revision on the hub; absent for embedded ones. */
	repository?: string;
	revision?: string;
	/** Languages in words: `99 languages`. */
	languages: string;
	/** Size of the default weights, for the download; bytes. */
	downloadBytes: number;
	/** Advice on speed and quality, one sentence. */
	advice: string;
	licence: string;
	dtypes: Dtype[];
	/** The only weight formats that `auto` takes, where others are spoilt; absent: any. */
	autoDtypes?: Dtype[];
	/** The ONNX parts to take, where models of its kind consist of different ones. */
	parts?: string[];
	/** Whether the model can time single words. */
	wordTimes?: boolean;
	/** Factor between cosine and logit, as learned (the exponential of `logit_scale`). */
	logitScale?: number;
	/** Added to the scaled cosine; with models trained on a sigmoid. */
	logitBias?: number;
	/** Every file, where known for certain. */
	files?: ManifestFile[];
}

export interface ManifestFile {
	path: string;
	sizeBytes: number;
	sha256: string;
}

let models: ManifestModel[] | undefined;

/** The known models of a kind, the default first. */
export function listModels(kind: string): ManifestModel[] {
	return readManifest().filter((model) => model.kind === kind);
}

/** The known model of that kind and name; throws `MODEL_NAME_UNKNOWN` with the nearest name. */
export function findManifestModel(name: string, kind: string): ManifestModel {
	const ofKind = listModels(kind);
	const model = ofKind.find((candidate) => candidate.name === name);
	if (model) return model;
	const known = ofKind.map((candidate) => candidate.name);
	throw modelError('MODEL_NAME_UNKNOWN', { name, kind, nearest: nearest(name, known), known });
}

/**
 * The known model that a result's name means: its name in the manifest, `owner/repository` or
 * `owner/repository@revision`; undefined for any other.
 */
export function knownModel(kind: string, name: string): ManifestModel | undefined {
	const [repository] = name.split('@');
	return listModels(kind).find((model) => model.name === name || model.repository === repository);
}

/** Every known model. */
export function readManifest(): ManifestModel[] {
	models ??= (
		JSON.parse(readFileSync(path.join(packageRoot, 'models', 'manifest.json'), 'utf8')) as {
			models: ManifestModel[];
		}
	).models;
	return models;
}
