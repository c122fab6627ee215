import { defineErrors } from '../errors';

/** Failures of reaching an item's file. */
export const inputErrors = defineErrors('input', {
	MISSING_BINARY: ({ property, present }: { property: string; present: string[] }) =>
		`There is no file in the binary field "${property}" of this item. ${
			present.length > 0
				? `It has files in: ${present.join(', ')}. Type one of these names as the input field.`
				: 'It has no file at all: put a node that reads or downloads a file before this one, or set Input to "File Path" or "URL".'
		}`,
	UNREADABLE_BINARY: ({ property, reason }: { property: string; reason: string }) =>
		`The file in the binary field "${property}" cannot be read back from n8n's storage (${reason}). Run the node that made it again.`,
	EMPTY_PATH: () => 'The file path is empty. Type the full path of a file on the n8n server.',
	FILE_NOT_FOUND: ({ filePath }: { filePath: string }) =>
		`There is no file at "${filePath}" on the n8n server. Check the path; in Docker it is the path inside the container.`,
	FILE_NOT_READABLE: ({ filePath }: { filePath: string }) =>
		`The user that runs n8n has no permission to open "${filePath}". Give it the right to read the file and its folders (in Docker that user is "node", number 1000).`,
	PATH_IS_FOLDER: ({ filePath }: { filePath: string }) =>
		`"${filePath}" is not a file but a folder (or a device). Add the file's name to the path.`,
	FILE_BLOCKED: ({ filePath, reason }: { filePath: string; reason: string }) =>
		`n8n may not read "${filePath}" (${reason}). Move the file to a folder that N8N_RESTRICT_FILE_ACCESS_TO allows (default: ~/.n8n-files), or ask who runs your n8n to add its folder there.`,
	INVALID_URL: ({ url }: { url: string }) =>
		`"${url}" is not a web address this node can read. It must begin with http:// or https://.`,
	EMPTY_FIELD: ({ name, example }: { name: string; example: string }) =>
		`"${name}" is empty. Type something into it, for example: ${example}`,
	INVALID_CHOICE: ({ name, expected, found }: { name: string; expected: string; found: string }) =>
		`"${name}" must be ${expected}, but it is "${found}". Choose another value.`,
});

/** Failures of a download. */
export const downloadErrors = defineErrors('network', {
	URL_REFUSED: ({ url, status }: { url: string; status: number }) =>
		`The server answered ${status} to the address ${url}. ${adviceForStatus(status)}`,
	URL_UNREACHABLE: ({ url, reason }: { url: string; reason: string }) =>
		`The address ${url} could not be downloaded (${reason}). Check that it is right and that the n8n server can reach it.`,
});

/** Requests that n8n does not send. */
export const requestErrors = defineErrors('network', {
	/** In n8n's own words. */
	REQUEST_BLOCKED: ({ reason, advice }: { reason: string; advice?: string }) =>
		[reason.replace(/\.$/, ''), advice].filter(Boolean).join('. '),
});

function adviceForStatus(status: number): string {
	if (status === 404 || status === 410) return 'There is no file at it: check it in a browser.';
	if (status === 401 || status === 403) {
		return 'It needs a login: download it with an HTTP Request node that has the credentials, and set Input to "Binary File".';
	}
	if (status >= 500) return 'Its server has a problem: try again later.';
	return 'Check the address in a browser.';
}
