import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

import type { InferenceSession } from 'onnxruntime-common';

import { engineThreads } from '../threads';
import type { Backend } from '../types';
import { readExternalData } from './external-data';
import { openSession } from './open-session';

/** onnxruntime-web: WebAssembly with threads, for machines where the native library cannot load. */
export function wasmBackend(): Backend {
	const web = require('onnxruntime-web') as typeof import('onnxruntime-web');
	const threads = engineThreads();
	web.env.logLevel = 'error';
	web.env.wasm.numThreads = threads;
	web.env.wasm.wasmPaths = pathToFileURL(
		path.dirname(require.resolve('onnxruntime-web')) + '/',
	).href;
	const defaults: InferenceSession.SessionOptions = {
		executionProviders: ['wasm'],
		graphOptimizationLevel: 'all',
		logSeverityLevel: 3,
	};
	return {
		backend: 'wasm',
		device: 'wasm',
		threads,
		Tensor: web.Tensor,
		createSession: (file, options, content) =>
			openSession(file, async () => {
				const model = content ? Buffer.from(content) : await readFile(file);
				const externalData = await readExternalData(file, model);
				const session = await web.InferenceSession.create(model, {
					...defaults,
					externalData,
					...options,
				});
				return letEventsIn(session);
			}),
	};
}

/** WebAssembly runs without ever giving way to the event loop; a cancel could not come in. */
function letEventsIn(session: InferenceSession): InferenceSession {
	const run = session.run.bind(session) as (...given: unknown[]) => ReturnType<typeof session.run>;
	session.run = async (...given: unknown[]) => {
		const outputs = await run(...given);
		await nextTurn();
		return outputs;
	};
	return session;
}
