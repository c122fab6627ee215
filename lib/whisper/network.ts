import type { InferenceSession, Tensor } from 'onnxruntime-common';
import type { Backend } from '../inference/types';
import type { WhisperConfig } from './config';

/** Keys and values of past tokens (`self`) and of the sound (`cross`), one tensor a layer and kind. */
export interface DecoderCache {
	rows: number;
	self: Map<string, Tensor>;
	cross: Map<string, Tensor>;
}

/** Logits of one call: [rows, positions, vocabulary]. */
export interface DecoderOutput {
	logits: Float32Array;
	/** Cross-attention by layer, [rows, heads, positions, encoderPositions], when asked for and given. */
	attentions: Map<number, Tensor>;
}

/** Whisper's two towers on a backend: shapes and names come from the files. */
export interface WhisperNetwork {
	givesAttentions: boolean;
	/** log-Mel [melBins, windowFrames] of one window to its encoder states. */
	encode(features: Float32Array): Promise<Tensor>;
	/** Reads a prompt over one window. Attentions only when `withAttentions`. */
	prefill(
		states: Tensor,
		tokens: number[],
		withAttentions?: boolean,
	): Promise<DecoderOutput & { cache: DecoderCache }>;
	/** One more token for each row; `cache.self` moves on. */
	step(cache: DecoderCache, tokens: number[]): Promise<Float32Array>;
	/** Bytes that one row of `cross` takes. */
	crossBytesPerRow: number;
	release(): Promise<void>;
}

const PAST = 'past_key_values.';
const PRESENT = 'present.';
const ATTENTION = 'cross_attentions.';

/** Opens encoder and merged decoder. */
export async function openNetwork(
	backend: Backend,
	parts: Record<string, string>,
	config: WhisperConfig,
): Promise<WhisperNetwork> {
	const encoder = await backend.createSession(parts.encoder_model);
	const decoder = await backend.createSession(parts.decoder_model_merged);
	const { Tensor } = backend;
	const pastNames = decoder.inputNames.filter((name) => name.startsWith(PAST));
	const selfNames = pastNames.filter((name) => name.includes('.decoder.'));
	const attentionNames = decoder.outputNames.filter((name) => name.startsWith(ATTENTION));
	const stepOutputs = ['logits', ...selfNames.map(presentOf)];
	const promptOutputs = ['logits', ...pastNames.map(presentOf)];
	const emptyPast = new Tensor('float32', new Float32Array(0), [
		1,
		config.decoderHeads,
		0,
		config.headDimension,
	]);

	async function encode(features: Float32Array): Promise<Tensor> {
		const input = new Tensor('float32', features, [1, config.melBins, config.windowFrames]);
		return (await encoder.run({ [encoder.inputNames[0]]: input }))[
			encoder.outputNames[0]
		] as Tensor;
	}

	async function prefill(states: Tensor, tokens: number[], withAttentions = false) {
		const past = Object.fromEntries(pastNames.map((name) => [name, emptyPast]));
		const outputs = withAttentions ? [...promptOutputs, ...attentionNames] : promptOutputs;
		const results = await decoder.run(
			{
				...past,
				input_ids: idTensor(tokens, 1),
				encoder_hidden_states: states,
				use_cache_branch: flag(false),
			},
			outputs,
		);
		const cache = { rows: 1, self: new Map<string, Tensor>(), cross: new Map<string, Tensor>() };
		for (const name of pastNames) {
			(selfNames.includes(name) ? cache.self : cache.cross).set(
				name,
				results[presentOf(name)] as Tensor,
			);
		}
		return {
			logits: results.logits.data as Float32Array,
			attentions: readAttentions(results),
			cache,
		};
	}

	async function step(cache: DecoderCache, tokens: number[]): Promise<Float32Array> {
		const states = new Tensor('float32', new Float32Array(cache.rows * stateWidth), [
			cache.rows,
			1,
			stateWidth,
		]);
		const past = Object.fromEntries([...cache.self, ...cache.cross]);
		const results = await decoder.run(
			{
				...past,
				input_ids: idTensor(tokens, cache.rows),
				encoder_hidden_states: states,
				use_cache_branch: flag(true),
			},
			stepOutputs,
		);
		for (const name of selfNames) cache.self.set(name, results[presentOf(name)] as Tensor);
		return results.logits.data as Float32Array;
	}

	// The cached branch reads the sound from the cache; its states input only has to have a shape.
	const stateWidth = config.decoderHeads * config.headDimension;
	const idTensor = (tokens: number[], rows: number) =>
		new Tensor('int64', BigInt64Array.from(tokens, BigInt), [rows, tokens.length / rows]);
	const flag = (value: boolean) => new Tensor('bool', [value], [1]);

	function readAttentions(results: InferenceSession.OnnxValueMapType): Map<number, Tensor> {
		const layers = attentionNames.filter((name) => results[name]);
		return new Map(
			layers.map((name) => [Number(name.slice(ATTENTION.length)), results[name] as Tensor]),
		);
	}

	return {
		givesAttentions: attentionNames.length > 0,
		encode,
		prefill,
		step,
		crossBytesPerRow:
			(pastNames.length - selfNames.length) *
			config.encoderPositions *
			stateWidth *
			Float32Array.BYTES_PER_ELEMENT,
		async release() {
			await Promise.all([encoder.release(), decoder.release()]);
		},
	};
}

function presentOf(pastName: string): string {
	return PRESENT + pastName.slice(PAST.length);
}
