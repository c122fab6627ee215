import type { PlainError } from '../errors';
import type { BackendInfo, Progress } from './types';

/** What the parent says to an engine process. */
export type Order =
	| { type: 'run'; id: string; taskModule: string; input: unknown; temporaryFolder: string }
	| { type: 'cancel'; id: string };

/** An output as JSON text, or the name of a file in the task's private folder that holds it. */
export type Parcel = { json: string } | { fileName: string };

/** What an engine process says to its parent. */
export type Reply =
	| { type: 'ready'; backend: BackendInfo }
	| { type: 'startFailure'; error: PlainError }
	| { type: 'progress'; id: string; progress: Progress }
	| { type: 'result'; id: string; residentBytes: number; parcel: Parcel }
	| { type: 'failure'; id: string; residentBytes: number; error: PlainError };

type Fields = Record<string, unknown>;

/** The order in a raw message; undefined for anything else. */
export function parseOrder(raw: unknown): Order | undefined {
	if (!isFields(raw) || !isString(raw.id)) return undefined;
	if (raw.type === 'cancel') return { type: 'cancel', id: raw.id };
	if (raw.type !== 'run' || !isString(raw.taskModule) || !isString(raw.temporaryFolder)) {
		return undefined;
	}
	const { id, taskModule, temporaryFolder, input } = raw;
	return { type: 'run', id, taskModule, temporaryFolder, input };
}

/** The reply in a raw message; undefined for anything else. */
export function parseReply(raw: unknown): Reply | undefined {
	if (!isFields(raw)) return undefined;
	const { type, id, residentBytes, backend, error, progress, parcel } = raw;
	if (type === 'ready' && isBackendInfo(backend)) return { type, backend };
	if (type === 'startFailure' && isPlainError(error)) return { type, error };
	if (!isString(id)) return undefined;
	if (type === 'progress' && isProgress(progress)) return { type, id, progress };
	if (typeof residentBytes !== 'number') return undefined;
	if (type === 'result' && isParcel(parcel)) return { type, id, residentBytes, parcel };
	if (type === 'failure' && isPlainError(error)) return { type, id, residentBytes, error };
	return undefined;
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

const isString = (value: unknown): value is string => typeof value === 'string';

const isBackendInfo = (value: unknown): value is BackendInfo =>
	isFields(value) &&
	['native', 'wasm', 'none'].includes(value.backend as string) &&
	isString(value.device) &&
	typeof value.threads === 'number';

const isPlainError = (value: unknown): value is PlainError =>
	isFields(value) && isString(value.class) && isString(value.code) && isString(value.message);

const isProgress = (value: unknown): value is Progress =>
	isFields(value) &&
	isString(value.stage) &&
	['number', 'undefined'].includes(typeof value.fraction);

const isParcel = (value: unknown): value is Parcel =>
	isFields(value) && (isString(value.json) || isString(value.fileName));
