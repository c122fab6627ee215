import type { InferenceSession } from 'onnxruntime-common';

import { engineThreads } from '../threads';
import type { Backend, BackendInfo } from '../types';
import { openSession } from './open-session';

export type Native = typeof import('onnxruntime-node');
export type NativeDevice = Exclude<BackendInfo['device'], 'wasm' | 'none'>;

const NATIVE_DEVICES: NativeDevice[] = ['cpu', 'cuda', 'dml', 'coreml', 'webgpu'];

/** The native library; throws where it has no build (musl), or under MULTIMODAL_FORCE_WASM=true. */
export function loadNative(): Native {
	if (process.env.MULTIMODAL_FORCE_WASM === 'true') throw new Error('MULTIMODAL_FORCE_WASM is set');
	const native = require('onnxruntime-node') as Native;
	// What fails is thrown as well; on stderr it would only be found beside a later, unrelated death.
	native.env.logLevel = 'fatal';
	keepHalvesAsBits(native);
	return native;
}

/** The library takes 16-bit numbers as their bits; Node 24's own array type for them it refuses. */
function keepHalvesAsBits({ Tensor }: Native): void {
	const scope = globalThis as { Float16Array?: unknown };
	const { Float16Array } = scope;
	if (Float16Array === undefined) return;
	// Tensors look for the type once, when the first is made.
	scope.Float16Array = undefined;
	new Tensor('bool', [true]);
	scope.Float16Array = Float16Array;
}

/** The devices that this build of the native library knows by name; not all need work here. */
export function builtInDevices(native: Native): NativeDevice[] {
	const names = native.listSupportedBackends().map(({ name }) => name);
	return NATIVE_DEVICES.filter((device) => names.includes(device));
}

/** onnxruntime-node on one device. */
export function nativeBackend(native: Native, device: NativeDevice): Backend {
	const threads = engineThreads();
	const defaults: InferenceSession.SessionOptions = {
		executionProviders: device === 'cpu' ? ['cpu'] : [device, 'cpu'],
		intraOpNumThreads: threads,
		interOpNumThreads: 1,
		graphOptimizationLevel: 'all',
		logSeverityLevel: 3,
		// A waiting thread that spins takes the other half of its core: twice the time on small machines.
		extra: { session: { intra_op: { allow_spinning: '0' } } },
	};
	return {
		backend: 'native',
		device,
		threads,
		Tensor: native.Tensor,
		createSession: (file, options, content) =>
			openSession(file, () => {
				const all = { ...defaults, ...options };
				return content
					? native.InferenceSession.create(content, all)
					: native.InferenceSession.create(file, all);
			}),
	};
}
