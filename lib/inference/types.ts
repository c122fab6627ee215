import type { InferenceSession, Tensor } from 'onnxruntime-common';

/** What a user asks for. `auto` takes the best device that works here; `none` is for work without a model. */
export type DeviceChoice = 'auto' | 'cpu' | 'cuda' | 'dml' | 'coreml' | 'webgpu' | 'wasm' | 'none';

/** What ran: the native library, WebAssembly or neither, and on which device. */
export interface BackendInfo {
	backend: 'native' | 'wasm' | 'none';
	device: Exclude<DeviceChoice, 'auto'>;
	threads: number;
}

/** onnxruntime behind one face; lives in an engine process only. */
export interface Backend extends BackendInfo {
	/** Opens an ONNX file (its external data beside it); `content` is opened in its place, where it was read and changed. */
	createSession(
		file: string,
		options?: InferenceSession.SessionOptions,
		content?: Uint8Array,
	): Promise<InferenceSession>;
	Tensor: typeof Tensor;
}

/** Small JSON on the way of a task: a stage's name and how far it is. */
export interface Progress {
	stage: string;
	/** 0..1, absent when unknown. */
	fraction?: number;
}

/** What a task gets in its engine process. */
export interface TaskContext {
	backend: Backend;
	/** Fires on cancel and on the deadline. A task looks at it between steps and throws `CANCELLED`. */
	signal: AbortSignal;
	progress(progress: Progress): void;
	/** Keeps what is dear to make (sessions, tokenizers) warm between tasks; failures are not kept. */
	keep<T>(key: string, create: () => Promise<T>): Promise<T>;
	/** A private folder of this task, removed after it. */
	temporaryFolder: string;
}

/** A task module exports this as `run`: it does the whole job, from file to JSON. */
export type Task<Input, Output> = (input: Input, context: TaskContext) => Promise<Output>;

/** One (model, device) has one process. */
export interface EngineKey {
	/** Identity of the model's files: same id, same process. */
	modelId: string;
	device: DeviceChoice;
}

export interface TaskRequest<Input> {
	engine: EngineKey;
	/** Absolute path of a CommonJS module that exports `run`. */
	taskModule: string;
	/** Plain JSON: paths and parameters, never pixels or samples. */
	input: Input;
	/** Default: DEFAULT_TASK_DEADLINE_MS. */
	deadlineMs?: number;
	signal?: AbortSignal;
	onProgress?: (progress: Progress) => void;
}

export interface TaskResult<Output> {
	output: Output;
	backend: BackendInfo;
	/** Resident memory of the engine after the task, bytes. */
	residentBytes: number;
}
