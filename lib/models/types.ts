/** Weight formats of the hub's ONNX layout; `auto` takes the best one present for this kind of device. */
export type DtypeChoice = 'auto' | Dtype;
export type Dtype = 'fp32' | 'fp16' | 'q8' | 'int8' | 'uint8' | 'q4' | 'q4f16' | 'bnb4';

/** How a user names a model: the three modes of n8n's resource locator. */
export type ModelReference =
	| { mode: 'list'; value: string }
	| { mode: 'hub'; value: string }
	| { mode: 'folder'; value: string };

/** A model on disk, in the hub's ONNX layout. */
export interface ResolvedModel {
	/** Shown in results: manifest name, `owner/repository@revision`, or the folder's name. */
	name: string;
	/** Identity of the files (source, revision, folder): the engine's key. */
	id: string;
	/** Absolute path of the folder that holds config.json. */
	folder: string;
	/** Absolute ONNX paths by part, for example `{ encoder_model: '/.../onnx/encoder_model_quantized.onnx' }`. */
	parts: Record<string, string>;
	/** The weight format of each part. */
	dtypes: Record<string, Dtype>;
}

/** What a model's kind needs of the repository. */
export interface ModelRequirement {
	/** The kind, for messages and for filtering the manifest: `whisper`, `clip`. */
	kind: string;
	/** Names of ONNX parts, without dtype suffix and extension. */
	parts: string[];
	/** Other sets of parts that do as well: the first set that is complete is taken, `parts` before these. */
	orParts?: string[][];
	/** JSON files that must be there, for example `config.json`, `tokenizer.json`. */
	files: string[];
	/** JSON files taken when present. */
	optionalFiles?: string[];
	/** Values of `model_type` in config.json that this kind can run; absent: any. */
	modelTypes?: string[];
	/** Parts that no other kind has: a model with all of them may run whatever its `model_type` is. */
	tellingParts?: string[];
	/** The only weight formats that `auto` takes, for models that others spoil; absent: any. */
	autoDtypes?: Dtype[];
}

export interface DownloadProgress {
	file: string;
	receivedBytes: number;
	totalBytes: number;
}

export interface ResolveOptions {
	dtype?: DtypeChoice;
	/** Never touch the network. Also set by MULTIMODAL_OFFLINE=true. */
	offline?: boolean;
	/** Where downloads go; default: MULTIMODAL_MODELS_DIR, else `<n8n user folder>/multimodal-models`. */
	modelsFolder?: string;
	/** The hub's token; default: HF_TOKEN. Sent to the hub's own host only, and part of no error. */
	hubToken?: string;
	signal?: AbortSignal;
	/** Told about every MiB: the file on its way, and the bytes of the whole download. */
	onProgress?: (progress: DownloadProgress) => void;
}
