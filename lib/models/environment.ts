import path from 'node:path';
import { downloadError } from './errors';
import type { Repository } from './reference';

const DEFAULT_ENDPOINT = 'https://huggingface.co';

/** Where a repository's files lie: `<models folder>/<owner>/<repository>/<revision>`. */
export function repositoryFolder(
	{ repository, revision }: Repository,
	modelsFolder?: string,
): string {
	const root = modelsFolder ?? defaultModelsFolder();
	return path.join(path.resolve(root), ...repository.split('/'), revision.replaceAll('/', '--'));
}

/** The hub or its mirror, without a slash at the end; throws `DOWNLOAD_ENDPOINT_INVALID`. */
export function hubEndpoint(): string {
	const value = (process.env.HF_ENDPOINT || DEFAULT_ENDPOINT).trim();
	if (isPlainWebAddress(value)) return value.replace(/\/+$/, '');
	const withoutLogin = value.replace(/\/\/.*@/, '//...@');
	throw downloadError('DOWNLOAD_ENDPOINT_INVALID', { value: withoutLogin });
}

function isPlainWebAddress(value: string): boolean {
	if (!URL.canParse(value)) return false;
	const { protocol, username, password } = new URL(value);
	return /^https?:$/.test(protocol) && username + password === '';
}

/** The user's hub token, the given one before HF_TOKEN; goes to the endpoint's own host and nowhere else. */
export function hubToken(given?: string): string | undefined {
	return given?.trim() || process.env.HF_TOKEN || undefined;
}

/** Whether the network is off limits for models. */
export function isOffline(option?: boolean): boolean {
	return option === true || /^(1|true|yes)$/i.test(process.env.MULTIMODAL_OFFLINE ?? '');
}

/** The address of one file of a repository. */
export function fileUrl({ repository, revision }: Repository, file: string): string {
	const encoded = file.split('/').map(encodeURIComponent).join('/');
	return `${hubEndpoint()}/${repository}/resolve/${encodeURIComponent(revision)}/${encoded}`;
}

/** Outside node_modules, which an update of the package empties; inside n8n's own folder, which is kept. */
export function defaultModelsFolder(): string {
	const { MULTIMODAL_MODELS_DIR, N8N_USER_FOLDER } = process.env;
	if (MULTIMODAL_MODELS_DIR) return MULTIMODAL_MODELS_DIR;
	return path.join(N8N_USER_FOLDER || homeFolder(), '.n8n', 'multimodal-models');
}

/** As n8n finds it, also for a user without a home: the folder n8n was started in. */
function homeFolder(): string {
	return process.env[process.platform === 'win32' ? 'USERPROFILE' : 'HOME'] || process.cwd();
}
