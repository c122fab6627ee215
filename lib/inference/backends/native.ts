import type { InferenceSession } from 'onnxruntime-common';

import { engineThreads } from '../threads';
import type { Backend, BackendInfo } from '../types';
import { openSession } from './open-session';

type Device = Exclude<BackendInfo['device'], 'wasm'>;

type Native = typeof import('onnxruntime-node');

/** The native library; throws where it has no build (musl) or is missing. */
export function loadNative(): Native {
	return require('onnxruntime-node') as Native;
}

/** The devices that this build of the native library knows by name. */
export function nativeDevices(native: Native): string[] {
	return native.listSupportedBackends().map(({ name }) => name);
}

/** onnxruntime-node on one device. */
export function nativeBackend(native: Native, device: Device): Backend {
	const threads = engineThreads();
	const defaults: InferenceSession.SessionOptions = {
		executionProviders: device === 'cpu' ? ['cpu'] : [device, 'cpu'],
		intraOpNumThreads: threads,
		interOpNumThreads: 1,
		graphOptimizationLevel: 'all',
		logSeverityLevel: 3,
	};
	return {
		backend: 'native',
		device,
		threads,
		Tensor: native.Tensor,
		createSession: (file, options) =>
			openSession(file, () => native.InferenceSession.create(file, { ...defaults, ...options })),
	};
}
