import { useFolder } from './media';

/** The one folder that n8n may read in this test file: a new one, removed after its tests, or one that there is. */
export function useAllowedFolder(folder = useFolder()): string {
	// Jest gives each test file an environment of its own.
	process.env.N8N_RESTRICT_FILE_ACCESS_TO = folder;
	return folder;
}
