import type { DownloadLimits } from './download-limits';
import { isOffline, repositoryFolder } from './environment';
import { fetchModel } from './fetch-model';
import { findOnDisk } from './find-on-disk';
import { withFolderLock } from './lock';
import { offlineError } from './offline';
import type { Repository } from './reference';
import type { Selection } from './selection';
import type { ModelRequirement, ResolveOptions } from './types';

/** A model of the hub that is wanted on disk. */
export interface WantedModel {
	repository: Repository;
	requirement: ModelRequirement;
	/** For messages. */
	name: string;
	/** What the manifest says of its size. */
	downloadBytes?: number;
}

/** A model on disk: its folder and files. */
export interface StoredModel {
	folder: string;
	selection: Selection;
}

/**
 * Finds a hub model on disk or downloads what is missing. What is complete stays as it is, without
 * network, also when the revision has moved on the hub; only sizes are checked then.
 */
export async function ensureHubModel(
	wanted: WantedModel,
	options: ResolveOptions,
	limits: DownloadLimits,
): Promise<StoredModel> {
	const folder = repositoryFolder(wanted.repository, options.modelsFolder);
	const present = await findOnDisk(folder, wanted, options);
	if (present) return { folder, selection: present };
	if (isOffline(options.offline)) throw await offlineError(folder, wanted, options);
	const selection = await withFolderLock(folder, limits, options.signal, async () => {
		// Another process may have fetched it while this one waited.
		const fetched = await findOnDisk(folder, wanted, options);
		return fetched ?? fetchModel(folder, wanted, options, limits);
	});
	return { folder, selection };
}
