import type { InferenceSession, Tensor } from 'onnxruntime-common';
import type { Backend } from '../inference/types';
import type { WhisperConfig } from './config';
import { ATTENTION, inputType, presentOf, readDecoderLayout } from './decoder-layout';
import { castTensor, floatsOf, floatTensor } from '../inference/half';

/** Keys and values of past tokens (`self`) and of the sound (`cross`), one tensor a layer and kind. */
export interface DecoderCache {
	rows: number;
	self: Map<string, Tensor>;
	cross: Map<string, Tensor>;
}

/** Logits of one call: [rows, positions, vocabulary]. */
export interface DecoderOutput {
	logits: Float32Array;
	/** 32-bit cross-attention by layer, [rows, heads, positions, encoderPositions], when asked for and given. */
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

const BYTES = { float32: 4, float16: 2 };

/** Opens encoder and merged decoder, in 32-bit or 16-bit numbers; rejects with DECODER_UNSUPPORTED. */
export async function openNetwork(
	backend: Backend,
	parts: Record<string, string>,
	config: WhisperConfig,
): Promise<WhisperNetwork> {
	const decoder = await backend.createSession(parts.decoder_model_merged);
	const layout = readDecoderLayout(decoder, parts.decoder_model_merged);
	const encoder = await backend.createSession(parts.encoder_model);
	const { Tensor } = backend;
	const { pastNames, selfNames, attentionNames, statesType, cacheType } = layout;
	const stepOutputs = ['logits', ...selfNames.map(presentOf)];
	const promptOutputs = ['logits', ...pastNames.map(presentOf)];
	const noPast = [1, config.decoderHeads, 0, config.headDimension];
	const emptyPast = floatTensor(Tensor, cacheType, new Float32Array(0), noPast);
	const [features] = encoder.inputNames;
	const featuresType = inputType(encoder, features);

	async function encode(logMel: Float32Array): Promise<Tensor> {
		const dims = [1, config.melBins, config.windowFrames];
		const results = await encoder.run({
			[features]: floatTensor(Tensor, featuresType, logMel, dims),
		});
		return castTensor(Tensor, results[encoder.outputNames[0]] as Tensor, statesType);
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
			logits: floatsOf(results.logits as Tensor),
			attentions: readAttentions(results),
			cache,
		};
	}

	async function step(cache: DecoderCache, tokens: number[]): Promise<Float32Array> {
		const noStates = new Float32Array(cache.rows * stateWidth);
		const states = floatTensor(Tensor, statesType, noStates, [cache.rows, 1, stateWidth]);
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
		return floatsOf(results.logits as Tensor);
	}

	// The cached branch reads the sound from the cache; its states input only has to have a shape.
	const stateWidth = config.decoderHeads * config.headDimension;
	const idTensor = (tokens: number[], rows: number) =>
		new Tensor('int64', BigInt64Array.from(tokens, BigInt), [rows, tokens.length / rows]);
	const flag = (value: boolean) => new Tensor('bool', [value], [1]);

	function readAttentions(results: InferenceSession.OnnxValueMapType): Map<number, Tensor> {
		const layers = attentionNames.filter((name) => results[name]);
		return new Map(
			layers.map((name) => [
				Number(name.slice(ATTENTION.length)),
				castTensor(Tensor, results[name] as Tensor, 'float32'),
			]),
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
			BYTES[cacheType],
		async release() {
			await Promise.all([encoder.release(), decoder.release()]);
		},
	};
}
