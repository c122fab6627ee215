import { defineErrors } from '../errors';

/** Failures of a model's name, folder or files. */
export const modelError = defineErrors('model', {
	MODEL_NAME_UNKNOWN: (d: { name: string; kind: string; nearest?: string; known: string[] }) =>
		`There is no ${d.kind} model named "${d.name}" in the list.${d.nearest ? ` Did you mean "${d.nearest}"?` : ''} Known: ${d.known.join(', ')}. For any other model choose "Hub" or "Folder".`,
	MODEL_REFERENCE_MALFORMED: (d: { value: string }) =>
		`Expected a Hugging Face repository as owner/repository or owner/repository@revision (for example onnx-community/whisper-base), got "${d.value}". Copy the name from the title of the model's page.`,
	MODEL_FOLDER_NOT_ABSOLUTE: (d: { folder: string }) =>
		`Expected the full path of a model folder, beginning at the root of the disk, got "${d.folder}". Write the whole path, for example /data/models/whisper-base.`,
	MODEL_FOLDER_NOT_FOUND: (d: { folder: string }) =>
		`The model folder ${d.folder} does not exist or cannot be read on the machine that runs n8n. Check the spelling; with Docker, the folder must be mounted into the container.`,
	MODEL_FOLDER_IS_FILE: (d: { folder: string }) =>
		`Expected a model folder, but ${d.folder} is a file. Choose the folder that holds config.json.`,
	MODEL_FILES_MISSING: (d: {
		name: string;
		kind: string;
		missing: string[];
		/** Other sets of files that do as well as the missing ones. */
		instead?: string[][];
		found: string[];
		hint: string;
	}) =>
		`${d.name} is not a complete ${d.kind} model in ONNX layout. Missing: ${d.missing.join(', ')}${describeInstead(d.instead)}. Found: ${listSome(d.found)}. ${d.hint}`,
	MODEL_DTYPE_ABSENT: (d: { name: string; dtype: string; part: string; present: string[] }) =>
		`${d.name} has no ${d.dtype} weights for its part ${d.part}. Present: ${d.present.join(', ')}. Choose one of these as dtype, or "auto".`,
	MODEL_KIND_MISMATCH: (d: { name: string; kind: string; expected: string[]; found: string }) =>
		`${d.name} is a model of type "${d.found}", but a ${d.kind} model is needed here (type ${d.expected.join(' or ')}). Choose another model.`,
	MODEL_CONFIG_UNREADABLE: (d: { file: string; reason: string }) =>
		`${d.file} is not readable as JSON (${d.reason}). Fetch the file again from the model's page.`,
	MODEL_EMBEDDED_DAMAGED: (d: {
		name: string;
		file: string;
		expectedBytes: number;
		foundBytes: number | null;
	}) =>
		`The model ${d.name}, part of this package, is damaged: ${d.file} should have ${d.expectedBytes} bytes and ${d.foundBytes === null ? 'is missing' : `has ${d.foundBytes}`}. Install the package n8n-nodes-multimodal again.`,
	MODEL_OFFLINE: (d: { name: string; folder: string; files: WantedFile[]; about?: string }) =>
		`Offline mode is on and the model ${d.name} is not complete on this machine. Download these files${d.about ? ` (about ${d.about})` : ''} on a machine with internet and put them into ${d.folder}, keeping the onnx subfolder:\n${d.files.map(describeWanted).join('\n')}\nIf a file of the same name ending in .onnx_data lies beside an ONNX file, take it too. Or turn offline mode off.`,
	MODEL_FOLDER_NOT_WRITABLE: (d: { folder: string; reason: string }) =>
		`Cannot write the model into ${d.folder} (${d.reason}). Give the user that runs n8n write access there, or set MULTIMODAL_MODELS_DIR to a folder it may write to.`,
	MODEL_DISK_FULL: (d: { folder: string; neededBytes: number; freeBytes?: number }) =>
		`Not enough disk space for the model in ${d.folder}: ${inMegabytes(d.neededBytes)} needed${d.freeBytes === undefined ? '' : `, ${inMegabytes(d.freeBytes)} free`}. Free some space, or set MULTIMODAL_MODELS_DIR to a folder on a larger disk.`,
});

/** Failures on the way from the hub. */
export const downloadError = defineErrors('network', {
	DOWNLOAD_ENDPOINT_INVALID: (d: { value: string }) =>
		`HF_ENDPOINT is set to "${d.value}", but a web address without a login is expected, for example https://huggingface.co. Correct the variable, or remove it to use Hugging Face itself.`,
	DOWNLOAD_PROXY_INVALID: (d: { reason: string }) =>
		`The proxy in HTTPS_PROXY or HTTP_PROXY cannot be used (${d.reason}). Write it as http://host:port, for example http://proxy.example.com:3128.`,
	DOWNLOAD_UNREACHABLE: (d: { host: string; reason: string }) =>
		`Cannot reach ${d.host} to download the model (${d.reason}). Check this machine's internet access; behind a proxy set HTTPS_PROXY, with an own certificate authority NODE_EXTRA_CA_CERTS, for a mirror HF_ENDPOINT. Without internet set MULTIMODAL_OFFLINE=true: the message then lists the files to copy by hand.`,
	DOWNLOAD_STALLED: (d: { url: string; stallTimeoutMs: number }) =>
		`The download of ${d.url} stood still for ${d.stallTimeoutMs / 1000} s and was given up after several attempts. Run again later: it goes on where it stopped.`,
	DOWNLOAD_CUT: (d: {
		url: string;
		receivedBytes: number;
		expectedBytes?: number;
		reason: string;
	}) =>
		`The download of ${d.url} broke off at ${d.receivedBytes}${d.expectedBytes === undefined ? '' : ` of ${d.expectedBytes}`} bytes (${d.reason}), again and again. Run again later: it goes on where it stopped.`,
	DOWNLOAD_SERVER_BUSY: (d: { url: string; status: number; retryAfterMs?: number }) =>
		`The server answered ${d.status} for ${d.url}, again and again: it is overloaded or limits requests. Run again later; a token raises the hub's limits: in HF_TOKEN, or for a model chosen by Hub in the node's Hugging Face credential.`,
	DOWNLOAD_FORBIDDEN: (d: { url: string; status: number; hasToken: boolean; reason?: string }) =>
		`The hub refuses access to ${d.url} (${d.status}${d.reason ? `: ${d.reason}` : ''}). ${d.hasToken ? "The token, of the node's Hugging Face credential or else of HF_TOKEN, is wrong or lacks the right: accept the terms on the model's page with that account" : 'The name is misspelt, or the model is private or gated: check the name; for a gated model accept its terms on its page and give the node a Hugging Face credential with a read token (or set HF_TOKEN)'}.`,
	DOWNLOAD_NOT_FOUND: (d: { url: string; reason?: string }) =>
		`The hub knows nothing at ${d.url} (404${d.reason ? `: ${d.reason}` : ''}). Check the spelling of owner, repository and revision.`,
	DOWNLOAD_REFUSED: (d: { url: string; status: number }) =>
		`The server answered ${d.status} for ${d.url}, which is no download. Check HF_ENDPOINT and the proxy settings.`,
	DOWNLOAD_REDIRECTS: (d: { url: string }) =>
		`The server redirects ${d.url} in a circle. Check HF_ENDPOINT and the proxy settings.`,
	DOWNLOAD_LISTING_UNREADABLE: (d: { url: string; reason: string }) =>
		`Expected the list of the model's files from ${d.url}, got something else (${d.reason}). A login page of a proxy or a wrong HF_ENDPOINT does that: open the address in a browser on this machine.`,
	DOWNLOAD_WRONG_SIZE: (d: { url: string; expectedBytes: number; foundBytes: number }) =>
		`The hub lists ${d.url} with ${d.expectedBytes} bytes, but the server sends ${d.foundBytes}. Nothing was kept. A proxy or mirror in between changes files: check HF_ENDPOINT and the proxy settings.`,
	DOWNLOAD_CHECKSUM: (d: { url: string; expected: string; found: string; resumed: boolean }) =>
		`The bytes of ${d.url} are not the ones the hub lists (checksum ${d.found.slice(0, 12)}, expected ${d.expected.slice(0, 12)}). Nothing was kept. Run again; if it stays, a proxy or mirror in between changes files.`,
	DOWNLOAD_UNVERIFIABLE: (d: { url: string }) =>
		`The server gives no size and checksum for ${d.url}, so the file cannot be verified. Use the hub itself (unset HF_ENDPOINT) or a mirror that passes its headers on, or copy the files by hand.`,
});

/** A file to be put in place by hand. */
interface WantedFile {
	path: string;
	sizeBytes?: number;
	/** Not every model has it. */
	isOptional?: boolean;
	url: string;
}

function describeWanted({ path, sizeBytes, isOptional, url }: WantedFile): string {
	const size = sizeBytes === undefined ? '' : ` (${sizeBytes} bytes)`;
	return `- ${path}${size}${isOptional ? ' (if the model has it)' : ''}: ${url}`;
}

function describeInstead(sets: string[][] = []): string {
	return sets.map((files) => ` (or, instead of the ONNX files, ${files.join(' and ')})`).join('');
}

function listSome(names: string[]): string {
	if (names.length === 0) return 'nothing';
	const more = names.length - 20;
	return names.slice(0, 20).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** A size for people: `249 MB`. */
export function inMegabytes(bytes: number): string {
	return `${Math.max(1, Math.round(bytes / 1_000_000))} MB`;
}
