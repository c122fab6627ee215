/** @jest-environment ./test/lib/whisper/onnx-environment.js */
import path from 'node:path';
import type { InferenceSession } from 'onnxruntime-common';
import { chooseBackend } from '../../../../../lib/inference/backends/choose';
import type { Backend, TaskContext } from '../../../../../lib/inference/types';
import { resolveModel } from '../../../../../lib/models/resolve';
import type { ResolvedModel } from '../../../../../lib/models/types';
import { loadPolicy } from '../../../../../lib/vla/policies/local/model';
import { VLA_REQUIREMENT } from '../../../../../lib/vla/requirement';

const folder = path.join(__dirname, '../../../../fixtures/models/openvla-tabletop');
let model: ResolvedModel;
beforeAll(async () => {
	model = await resolveModel({ mode: 'folder', value: folder }, VLA_REQUIREMENT);
});

/** What an engine gives a task; `open` are the files whose sessions nobody has given back. */
async function watchedContext() {
	const backend = await chooseBackend('cpu');
	const open: string[] = [];
	const createSession: Backend['createSession'] = async (file, ...given) => {
		const session = await backend.createSession(file, ...given);
		open.push(path.basename(file));
		const release = async () => {
			open.splice(open.indexOf(path.basename(file)), 1);
			await session.release();
		};
		return new Proxy<InferenceSession>(session, {
			get: (target, key) =>
				key === 'release' ? release : (Reflect.get(target, key, target) as unknown),
		});
	};
	const context = {
		backend: { ...backend, createSession },
		keep: <T>(_: string, create: () => Promise<T>) => create(),
	} as unknown as TaskContext;
	return { context, open };
}

test('a policy that is loaded keeps its three parts', async () => {
	const { context, open } = await watchedContext();
	await loadPolicy(context, model);
	expect(open).toHaveLength(3);
});

test.each([
	['the first part', 'vision_encoder', 'embed_tokens'],
	['the second part', 'embed_tokens', 'vision_encoder'],
	['the last part', 'decoder_model_merged', 'embed_tokens'],
])('gives back what it opened when %s is another file', async (_, part, other) => {
	const { context, open } = await watchedContext();
	const mixed = { ...model, parts: { ...model.parts, [part]: model.parts[other] } };
	await expect(loadPolicy(context, mixed)).rejects.toMatchObject({
		code: 'POLICY_FILE_UNSUPPORTED',
	});
	expect(open).toEqual([]);
});
