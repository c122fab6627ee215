/** @jest-environment ./test/lib/whisper/onnx-environment.js */
import type { InferenceSession } from 'onnxruntime-common';
import type { TaskContext } from '../../../lib/inference/types';
import { loadWhisper } from '../../../lib/whisper/model';
import { run } from '../../../lib/whisper/task';
import type { Transcript } from '../../../lib/whisper/types';
import { audio, makeContext, micro, tiny } from './support';

type Names = Pick<InferenceSession, 'inputNames' | 'outputNames'>;

/** A context whose sessions show other names than they have. */
async function contextWith(change: (names: Names) => Partial<Names>): Promise<TaskContext> {
	const context = await makeContext();
	const createSession = async (file: string) => {
		const session = await context.backend.createSession(file);
		const shown = change(session);
		return new Proxy(session, {
			get: (target, key) =>
				key in shown ? shown[key as keyof Names] : (Reflect.get(target, key, target) as unknown),
		});
	};
	return { ...context, backend: { ...context.backend, createSession } };
}

describe('openNetwork', () => {
	it('runs a model that does not say where it listens, and says so', async () => {
		const context = await contextWith(({ outputNames }) => ({
			outputNames: outputNames.filter((name) => !name.startsWith('cross_attentions')),
		}));
		const request = {
			audioPath: audio('quilter.wav'),
			channel: 'mix' as const,
			task: 'transcribe' as const,
			timestamps: 'word' as const,
			vad: true,
			temperature: 0,
			beamSize: 1,
		};
		const told = (await run({ model: tiny, request }, context)) as Transcript;
		expect(told.text).toContain('apostle of the middle classes');
		expect(told.segments.every(({ words }) => words === undefined)).toBe(true);
		expect(told.hasWordTimes).toBe(false);
	});

	it('refuses a decoder that cannot be fed', async () => {
		const context = await contextWith(({ inputNames }) => ({
			inputNames: inputNames.filter((name) => name !== 'use_cache_branch'),
		}));
		await expect(loadWhisper(context, micro)).rejects.toMatchObject({
			code: 'DECODER_UNSUPPORTED',
			details: { lacking: ['use_cache_branch'] },
		});
	});

	it('gives its decoder back where the encoder cannot be opened', async () => {
		const context = await makeContext();
		const release = jest.fn(async () => {});
		const createSession = async (file: string) => {
			const session = await context.backend.createSession(file);
			return new Proxy(session, {
				get: (target, key) =>
					key === 'release' ? release : (Reflect.get(target, key, target) as unknown),
			});
		};
		const watched = { ...context, backend: { ...context.backend, createSession } };
		const parts = { ...micro.parts, encoder_model: '/absent/encoder_model.onnx' };
		await expect(loadWhisper(watched, { ...micro, parts })).rejects.toThrow();
		expect(release).toHaveBeenCalledTimes(1);
	});
});
