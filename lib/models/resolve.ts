import path from 'node:path';
import { throwIfCancelled } from '../errors';
import { DEFAULT_DOWNLOAD_LIMITS, type DownloadLimits } from './download-limits';
import { embeddedFolder } from './embedded';
import { modelError } from './errors';
import { readLayout } from './layout';
import { findManifestModel, knownModel, type ManifestModel } from './manifest';
import { throwOnOtherKind } from './model-type';
import { formatHubReference, parseHubReference } from './reference';
import { ensureHubModel, type StoredModel } from './store';
import type { ModelReference, ModelRequirement, ResolvedModel, ResolveOptions } from './types';

type Found = StoredModel & { name: string };
type Find = (
	value: string,
	requirement: ModelRequirement,
	options: ResolveOptions,
	limits: DownloadLimits,
) => Promise<Found>;

/**
 * A model's files on disk, downloaded first where that is needed and allowed. Rejects with a coded
 * error that says what is missing and what to do.
 */
export async function resolveModel(
	reference: ModelReference,
	requirement: ModelRequirement,
	options: ResolveOptions = {},
	limits: DownloadLimits = DEFAULT_DOWNLOAD_LIMITS,
): Promise<ResolvedModel> {
	throwIfCancelled(options.signal);
	try {
		const found = await FIND[reference.mode](reference.value, requirement, options, limits);
		await throwOnOtherKind(found.folder, requirement, found.name, found.selection);
		return describe(found);
	} catch (error) {
		// Streams and files have abort errors of their own.
		throwIfCancelled(options.signal);
		throw error;
	}
}

const FIND: Record<ModelReference['mode'], Find> = {
	list: findListed,
	hub: findOnHub,
	folder: findInFolder,
};

async function findListed(
	...[value, requirement, options, limits]: Parameters<Find>
): Promise<Found> {
	const model = findManifestModel(value, requirement.kind);
	const { name, downloadBytes } = model;
	if (model.embedded) {
		const folder = embeddedFolder(model);
		const selection = await readLayout(folder, requirement, options.dtype ?? 'auto', name);
		return { name, folder, selection };
	}
	const repository = { repository: model.repository!, revision: model.revision! };
	const wanted = { repository, requirement: adapt(requirement, model), name, downloadBytes };
	return { name, ...(await ensureHubModel(wanted, options, limits)) };
}

async function findOnHub(
	...[value, requirement, options, limits]: Parameters<Find>
): Promise<Found> {
	const repository = parseHubReference(value);
	const name = formatHubReference(repository);
	const adapted = adapt(requirement, knownModel(requirement.kind, name));
	const wanted = { repository, requirement: adapted, name };
	return { name, ...(await ensureHubModel(wanted, options, limits)) };
}

async function findInFolder(...[value, requirement, options]: Parameters<Find>): Promise<Found> {
	const folder = value.trim();
	if (!path.isAbsolute(folder)) throw modelError('MODEL_FOLDER_NOT_ABSOLUTE', { folder });
	const selection = await readLayout(folder, requirement, options.dtype ?? 'auto', folder);
	return { name: path.basename(folder), folder: path.normalize(folder), selection };
}

/** What is known of a model narrows what is taken of it. */
function adapt(requirement: ModelRequirement, model?: ManifestModel): ModelRequirement {
	return { ...requirement, autoDtypes: model?.autoDtypes ?? requirement.autoDtypes };
}

function describe({ name, folder, selection }: Found): ResolvedModel {
	const { parts, dtypes } = selection;
	const files = Object.entries(parts).map(([part, file]) => [part, path.join(folder, file)]);
	// The same folder in another weight format is another model to the engine.
	const id = [name, folder, ...Object.values(parts)].join('|');
	return { name, id, folder, parts: Object.fromEntries(files) as Record<string, string>, dtypes };
}
