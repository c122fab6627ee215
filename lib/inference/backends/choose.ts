import { engineError } from '../errors';
import type { Backend, DeviceChoice } from '../types';
import {
	builtInDevices,
	loadNative,
	type Native,
	nativeBackend,
	type NativeDevice,
} from './native';
import { noBackend } from './none';
import { whyNot } from './probe';
import { wasmBackend } from './wasm';

/** How the two builds of onnxruntime are loaded; a test puts its own here. */
export interface Loaders {
	native: () => Native;
	wasm: () => Backend;
}

const LOADERS: Loaders = { native: loadNative, wasm: wasmBackend };

/** The others may run only part of a model and be slower than the processor: only when asked by name. */
const PREFERRED: NativeDevice[] = ['cuda'];

/** The backend for a device; rejects with DEVICE_ABSENT, `auto` only when no build loads at all. */
export async function chooseBackend(
	device: DeviceChoice,
	loaders: Loaders = LOADERS,
): Promise<Backend> {
	if (device === 'none') return noBackend();
	const native = attempt(loaders.native);
	if (device === 'auto') return await bestBackend(native, loaders);
	if (device === 'wasm') return wasmOrThrow(loaders, []);
	if (native instanceof Error) throw await deviceAbsent(device, native.message);
	const reason = await whyNotHere(native, device);
	if (reason !== undefined) throw await deviceAbsent(device, reason, native);
	return nativeBackend(native, device);
}

async function bestBackend(native: Native | Error, loaders: Loaders): Promise<Backend> {
	if (native instanceof Error) return wasmOrThrow(loaders, [native.message]);
	for (const device of PREFERRED) {
		if ((await whyNotHere(native, device)) === undefined) return nativeBackend(native, device);
	}
	return nativeBackend(native, 'cpu');
}

function wasmOrThrow(loaders: Loaders, reasons: string[]): Backend {
	const backend = attempt(loaders.wasm);
	if (!(backend instanceof Error)) return backend;
	throw engineError('BACKEND_ABSENT', { reasons: [...reasons, backend.message] });
}

async function whyNotHere(native: Native, device: NativeDevice): Promise<string | undefined> {
	if (!builtInDevices(native).includes(device)) return 'this build of onnxruntime lacks it';
	return device === 'cpu' ? undefined : await whyNot(native, device);
}

async function deviceAbsent(device: string, reason: string, native?: Native) {
	const present: string[] = [];
	for (const candidate of native ? builtInDevices(native) : []) {
		if ((await whyNotHere(native!, candidate)) === undefined) present.push(candidate);
	}
	return engineError('DEVICE_ABSENT', { device, present: [...present, 'wasm'], reason });
}

function attempt<T>(load: () => T): T | Error {
	try {
		return load();
	} catch (error) {
		return error instanceof Error ? error : new Error(String(error));
	}
}
