import { modelError } from './errors';

/** A place on the hub. */
export interface Repository {
	/** `owner/repository`. */
	repository: string;
	/** Branch, tag or commit. */
	revision: string;
}

const DEFAULT_REVISION = 'main';
const NAME = /^[\w.-]+\/[\w.-]+$/;
const REVISION = /^[\w./-]+$/;

/** Reads `owner/repository@revision`; the revision defaults to `main`. A page's address works too. */
export function parseHubReference(value: string): Repository {
	const [repository, revision = DEFAULT_REVISION, ...rest] = withoutHost(value.trim()).split('@');
	if (rest.length > 0 || !NAME.test(repository) || !REVISION.test(revision)) throw malformed(value);
	// Both become folder names: no step upwards.
	const steps = [...repository.split('/'), ...revision.split('/')];
	if (steps.some((step) => /^\.*$/.test(step))) throw malformed(value);
	return { repository, revision };
}

/** `owner/repository@revision`, as users write it. */
export function formatHubReference({ repository, revision }: Repository): string {
	return `${repository}@${revision}`;
}

function withoutHost(value: string): string {
	return value.replace(/^https?:\/\/[^/]+\//, '').replace(/\/$/, '');
}

function malformed(value: string) {
	return modelError('MODEL_REFERENCE_MALFORMED', { value });
}
